// [data-board]: the rows of an open board follow what happens. A row that is there says the new things where it stands; a new one comes in by
// itself while nobody is at the page, and else waits for a press on "Show". Nothing moves under a hand, and the focus stays where it is.
import { parse } from './lookup.js'

const calm = 8_000 // so long nobody has touched the page: rows may move
const spokenEvery = 20_000
const quiet = 40_000 // the server says something every 15 seconds
const again = 5_000
const minute = 60_000

export function watchBoard () {
  const board = document.querySelector('[data-board]')
  if (board) tellTime(board)
  if (board?.dataset.board && 'EventSource' in globalThis) watch(board)
}

function watch (board) {
  const rows = board.querySelector('[data-board-rows]')
  const live = board.querySelector('[data-board-live]')
  const spoken = board.querySelector('[data-board-spoken]')
  const show = board.querySelector('[data-board-show]')
  const waiting = new Map() // new rows, and those that have to move, by call
  let stream = null
  let touched = 0
  let heard = Date.now()
  let lastSpoken = 0
  let news = { come: 0, changed: 0 }
  let speaking = 0
  let retry = 0

  const rowOf = id => rows.querySelector(`[data-call="${CSS.escape(id)}"]`)
  const isBusy = () => Date.now() - touched < calm || rows.contains(document.activeElement) || document.activeElement === show
  for (const name of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart']) board.addEventListener(name, () => { touched = Date.now() }, { passive: true })

  function say (words) { if (live.textContent !== words) live.textContent = words }

  // Read out now and then, in one sentence, and never each row.
  function speak () {
    clearTimeout(speaking)
    const wait = lastSpoken + spokenEvery - Date.now()
    if (wait > 0) {
      speaking = setTimeout(speak, wait)
      return
    }
    const parts = [news.come ? `${news.come} new ${news.come === 1 ? 'call' : 'calls'} on the board` : '', news.changed ? `${news.changed} ${news.changed === 1 ? 'call has' : 'calls have'} changed` : ''].filter(Boolean)
    if (parts.length === 0) return
    spoken.textContent = `${parts.join(', ')}.`
    lastSpoken = Date.now()
    news = { come: 0, changed: 0 }
  }

  function offer () {
    const come = [...waiting.keys()].filter(id => !rowOf(id)).length
    const words = come ? `Show ${come} new ${come === 1 ? 'call' : 'calls'}` : 'Put the calls in order'
    if (show.textContent !== words) show.textContent = words
    show.hidden = waiting.size === 0 && !rows.querySelector('[data-gone]')
    const some = rows.children.length > 0
    rows.closest('table').hidden = !some
    board.querySelector('[data-board-empty]').hidden = some || waiting.size > 0
  }

  /** New rows come in, rows that are over go, and all stand in their order. What has the focus keeps it. */
  function settle () {
    const focused = document.activeElement
    rows.querySelectorAll('[data-gone]').forEach(row => { if (!row.contains(focused)) row.remove() })
    for (const [id, row] of waiting) if (!rowOf(id)) rows.append(row)
    waiting.clear()
    const sorted = [...rows.children].sort((a, b) => a.dataset.order < b.dataset.order ? -1 : 1)
    sorted.forEach((row, n) => { if (rows.children[n] !== row) rows.insertBefore(row, rows.children[n]) })
    if (focused !== document.body && rows.contains(focused)) focused.focus({ preventScroll: true })
    offer()
  }

  /** The same row with new things in it. Not under the focus: then it waits until that leaves. */
  function change (old, fresh) {
    if (old.contains(document.activeElement)) {
      old.fresh = fresh
      return
    }
    old.replaceChildren(...fresh.childNodes)
    for (const name of ['order', 'mark']) old.dataset[name] = fresh.dataset[name]
    delete old.dataset.gone
  }

  rows.addEventListener('focusout', event => setTimeout(() => {
    const row = event.target.closest('tr')
    if (row?.fresh && !row.contains(document.activeElement)) {
      change(row, row.fresh)
      delete row.fresh
    }
  }))

  function put ({ id, order, mark, html }, tell = true) {
    const old = rowOf(id)
    if (old && old.dataset.mark === mark && !old.dataset.gone) return
    const fresh = parseRow(html)
    if (!fresh) return
    if (!old) {
      if (tell && !waiting.has(id)) news.come++
      waiting.set(id, fresh)
    } else {
      if (tell) news.changed++
      const moves = old.dataset.order !== order
      change(old, fresh)
      if (moves) waiting.set(id, fresh)
    }
  }

  // The words go at once; the place stays until rows may move.
  function take (id, closed) {
    waiting.delete(id)
    const row = rowOf(id)
    if (!row || row.dataset.gone) return
    row.dataset.gone = 'yes'
    delete row.fresh
    const focused = row.contains(document.activeElement)
    const cell = document.createElement('td')
    cell.className = 'govuk-table__cell dar-quiet'
    cell.colSpan = 6
    cell.tabIndex = -1
    cell.textContent = closed ? `${row.querySelector('a')?.textContent ?? 'This call'} has been closed.` : 'This call is no longer on your board.'
    row.replaceChildren(cell)
    if (focused) cell.focus({ preventScroll: true })
  }

  function done () {
    speak()
    if (isBusy()) offer()
    else settle()
  }

  function open () {
    clearTimeout(retry)
    stream?.close()
    stream = new EventSource(board.dataset.board)
    const on = (name, act) => stream.addEventListener(name, event => {
      heard = Date.now()
      say('Live')
      act(event.data ? JSON.parse(event.data) : null)
    })
    on('board', ({ rows: all }) => {
      const ids = new Set(all.map(row => row.id))
      all.forEach(row => put(row))
      ;[...rows.children].filter(row => !ids.has(row.dataset.call)).forEach(row => take(row.dataset.call, false))
      ;[...waiting.keys()].filter(id => !ids.has(id)).forEach(id => waiting.delete(id))
      done()
    })
    on('call', row => { put(row); done() })
    on('gone', ({ id, closed }) => { take(id, closed); done() })
    on('beat', () => {})
    on('end', () => {
      stream.close()
      stream = null
      say('No longer live: you are signed out, or your roles have changed. Load the page again')
    })
    stream.addEventListener('error', () => {
      if (stream?.readyState === EventSource.CLOSED) {
        say('Not live at the moment: use Refresh')
        retry = setTimeout(open, again * 6)
      } else {
        say('Not live at the moment: trying again')
      }
    })
  }

  show.addEventListener('click', () => {
    const first = [...waiting.keys()][0]
    settle()
    ;(first && rowOf(first)?.querySelector('a') || rows.querySelector('a'))?.focus()
  })

  // A window nobody sees needs no stream; seen again, it is shown the whole board.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      clearTimeout(retry)
      stream?.close()
      stream = null
    } else if (!stream) {
      open()
    }
  })
  setInterval(() => {
    if ((waiting.size || rows.querySelector('[data-gone]')) && !isBusy()) settle()
    if (stream && Date.now() - heard > quiet) {
      heard = Date.now()
      say('Not live at the moment: trying again')
      open()
    }
  }, 1_000)
  open()
}

function parseRow (html) {
  return parse(`<table><tbody>${html}</tbody></table>`)[0]?.querySelector('tr')
}

/** How long ago and how long still, in the words of the server, made true again as time passes. Never read out. */
function tellTime (board) {
  const ahead = Date.parse(board.dataset.now) - Date.now() // a clock on the wall that is wrong makes no call late
  setInterval(() => {
    const now = Date.now() + ahead
    for (const element of board.querySelectorAll('[data-since]')) write(element, inWords(now - Date.parse(element.dataset.since)))
    for (const element of board.querySelectorAll('[data-due]')) {
      const left = Date.parse(element.dataset.due) - now
      write(element, left >= 0 ? `${inWords(left)} left` : `${inWords(-left)} overdue`)
      element.classList.toggle('dar-board__target--late', left < 0)
    }
  }, minute / 4)
}

function write (element, words) { if (element.textContent !== words) element.textContent = words }

function inWords (time) {
  const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`
  const and = (first, rest, word) => rest === 0 ? first : `${first} ${count(rest, word)}`
  const minutes = Math.max(0, Math.floor(time / minute))
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  return days ? and(count(days, 'day'), hours % 24, 'hour') : hours ? and(count(hours, 'hour'), minutes % 60, 'minute') : minutes ? count(minutes, 'minute') : 'less than a minute'
}
