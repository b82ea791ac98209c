// form[data-autosave-url]: what is typed goes to the server every few seconds, and at once when the page is left or hidden.
// The answer may carry { savedAt, version }, or { refused } with the reason in words.
import { used } from './session.js'

const every = 3_000
const slowest = 30_000
const spokenEvery = 60_000
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'medium' })

const keepers = new Map()

export const isKept = form => keepers.get(form)?.isKept() === true
export const keepAll = () => Promise.all([...keepers.values()].map(keeper => keeper.keep()))

export function keepDrafts () {
  for (const form of document.querySelectorAll('form[data-autosave-url]')) keepers.set(form, keeperOf(form))
  if (keepers.size === 0) return

  const leave = () => keepers.forEach(keeper => keeper.keep({ leaving: true }))
  addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') leave() })
}

function keeperOf (form) {
  const shown = form.querySelector('[data-autosave-status]')
  const spoken = form.querySelector('[data-autosave-spoken]')
  let changed = false
  let sending = false
  let sent = false
  let pause = every
  let timer = 0
  let lastSpoken = 0
  let state = ''

  function say (next, words) {
    if (shown) {
      shown.textContent = words
      shown.dataset.state = next
    }
    // Heard when it turns good or bad, and now and then; not every three seconds.
    if (spoken && (next !== state || Date.now() - lastSpoken > spokenEvery)) {
      spoken.textContent = words
      lastSpoken = Date.now()
    }
    state = next
  }

  // The first change starts the clock; those after it do not put it off.
  function later () {
    timer ||= setTimeout(() => keep(), pause)
  }

  function failed (words) {
    changed = true
    pause = Math.min(pause * 2, slowest)
    say('failed', words)
    later()
  }

  async function keep ({ leaving = false } = {}) {
    if (!changed || sent || (sending && !leaving)) {
      timer = 0
      return
    }
    clearTimeout(timer)
    timer = 0
    changed = false
    sending = true
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string'))
    try {
      const response = await fetch(form.dataset.autosaveUrl, {
        method: 'POST',
        headers: { Accept: 'application/json' },
        body,
        keepalive: leaving && String(body).length < 60_000
      })
      const answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : {}
      if (response.ok) {
        pause = every
        used()
        if (answer.version) form.elements.namedItem('__version').value = answer.version
        say('saved', `Saved ${clock.format(new Date(response.headers.get('Date') ?? Date.now()))}`)
      } else if (response.status === 401) {
        failed('Not saved: you are signed out. What you typed is still here.')
      } else if (response.status === 409) {
        say('failed', answer.refused ?? 'Someone else has changed this. Save to see both versions.')
      } else {
        failed('Not saved yet. Trying again.')
      }
    } catch {
      failed('Not saved yet: no connection. Trying again.')
    } finally {
      sending = false
      if (changed) later()
    }
  }

  const note = event => {
    if (event.target.type === 'password') return
    changed = true
    later()
  }
  if (document.querySelector('.dar-account__lock[data-fresh="no"]')) note({ target: form }) // back from the server with what was typed: nobody has kept it yet
  form.addEventListener('input', note)
  form.addEventListener('change', note)
  form.addEventListener('submit', event => { sent = !event.defaultPrevented })
  addEventListener('pageshow', () => { sent = false })
  return { keep, isKept: () => !changed && state !== 'failed' }
}
