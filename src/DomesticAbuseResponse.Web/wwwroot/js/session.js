// Warns before the session locks, keeps it when asked, and covers the page when it has ended, in every window of the
// browser. The times come from the dialog; the server alone decides when the session really ends.
import { isKept, keepAll } from './autosave.js'

const second = 1_000
const dialog = document.getElementById('timeout')
const idle = Number(dialog?.dataset.timeoutSeconds) * second
const warning = Number(dialog?.dataset.warningSeconds) * second
const windows = 'BroadcastChannel' in globalThis ? new BroadcastChannel('dar-session') : null
const changed = new Set()

let endsAt = Date.now() + idle

/** Something has just been asked of the server, so the session is young again. */
export function used (tell = true) {
  endsAt = Date.now() + idle
  if (dialog?.open && !dialog.dataset.ended) dialog.close()
  if (tell) windows?.postMessage('used')
}

export function watchSession () {
  if (!dialog) return
  const count = dialog.querySelector('[data-timeout-count]')
  const spoken = dialog.querySelector('[data-timeout-spoken]')
  let lastSpoken = null

  function tick () {
    const left = endsAt - Date.now()
    if (dialog.dataset.ended) return
    if (left <= 0) {
      end()
    } else if (left <= warning) {
      if (!dialog.open) {
        lastSpoken = null
        dialog.showModal()
      }
      count.textContent = inWords(Math.ceil(left / second))
      const step = Math.ceil(left / (15 * second)) * 15
      if (step !== lastSpoken) {
        lastSpoken = step
        spoken.textContent = inWords(Math.min(step, Math.ceil(left / second)))
      }
    }
  }

  // Escape closes a dialog; here that means the same as its button.
  dialog.addEventListener('cancel', event => {
    event.preventDefault()
    extend()
  })
  dialog.querySelector('[data-timeout-extend]').addEventListener('submit', event => {
    event.preventDefault()
    extend()
  })
  windows?.addEventListener('message', ({ data }) => data === 'left' ? end(1_500) : used(false))
  document.addEventListener('submit', event => {
    if (['/lock', '/sign-out'].includes(event.target.getAttribute('action'))) windows?.postMessage('left')
    else changed.delete(event.target)
  })
  document.addEventListener('input', event => { if (event.target.form?.method === 'post') changed.add(event.target.form) })

  used()
  setInterval(tick, second)
}

async function extend () {
  const form = dialog.querySelector('[data-timeout-extend]')
  try {
    const response = await fetch(form.action, { method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams(new FormData(form)) })
    if (response.ok) {
      delete dialog.dataset.ended
      document.body.classList.remove('dar-covered')
      used()
      return
    }
  } catch {
    // No connection: the countdown goes on, and the button can be pressed again.
  }
  dialog.querySelector('[data-timeout-spoken]').textContent = dialog.dataset.ended ? 'You are still signed out.' : 'That did not work. Try again.'
  dialog.querySelector('[data-timeout-count]').textContent = dialog.querySelector('[data-timeout-spoken]').textContent
}

/** The session is over. Where words stand that are not kept anywhere, the page is covered rather than left. */
async function end (after = second) {
  if (dialog.dataset.ended) return
  dialog.dataset.ended = 'yes'
  document.body.classList.add('dar-covered')
  await keepAll()
  await new Promise(resolve => setTimeout(resolve, after)) // the server is as far by then, and will not take the next request for a sign of life
  if (![...changed].some(form => !isKept(form))) {
    location.assign(`${dialog.dataset.endUrl}?back=${encodeURIComponent(location.pathname + location.search)}`)
    return
  }
  dialog.querySelector('#timeout-title').textContent = 'You are signed out'
  dialog.querySelector('#timeout-text').textContent = 'What you typed is still here. Sign in again in a new window, then come back and go on.'
  dialog.querySelector('[data-timeout-count]').textContent = ''
  dialog.querySelector('[data-timeout-extend] button').textContent = 'Go on'
  dialog.querySelector('[data-timeout-link]').hidden = false
  if (!dialog.open) dialog.showModal()
}

function inWords (seconds) {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  const part = (number, word) => number ? `${number} ${word}${number === 1 ? '' : 's'}` : ''
  return `You will be signed out in ${[part(minutes, 'minute'), part(rest, 'second')].filter(Boolean).join(' ')}.`
}
