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
    const action = event.submitter?.getAttribute('formaction') ?? event.target.getAttribute('action') ?? ''
    if (['/lock', '/sign-out'].includes(action.split('?')[0])) windows?.postMessage('left')
    else changed.delete(event.target)
  })
  document.addEventListener('input', event => {
    const form = event.target.form
    if (form?.method !== 'post') return
    changed.delete(form)
    changed.add(form)
  })
  takeTheOpenFormAlong(document.querySelector('.dar-account__lock'))

  used()
  setInterval(tick, second)
}

/**
 * "Lock now" posts the form that was typed into last, and the server has it back in its page when the screen is unlocked. The button belongs to
 * that form for this one press: left there, it would be what Enter in a field presses.
 */
function takeTheOpenFormAlong (button) {
  const shown = button?.dataset.form && document.getElementById(button.dataset.form)
  if (!shown) return
  if (button.dataset.fresh === 'no') changed.add(shown) // it came back with what was typed before
  button.addEventListener('click', () => {
    const typed = [...changed].filter(form => form.isConnected && form.getAttribute('id') && form.elements.namedItem('__by') && !form.querySelector('[type="password"]')).pop()
    if (!typed) return
    const { pathname, search } = new URL(typed.getAttribute('action') || pageAddress(), location.href)
    button.setAttribute('form', typed.getAttribute('id'))
    button.setAttribute('formaction', `/lock?${new URLSearchParams({ returnUrl: pageAddress('kept'), to: pathname + search })}`)
    setTimeout(() => ['form', 'formaction'].forEach(name => button.removeAttribute(name)))
  })
}

/** Where one can come back to: the handler of a post is not part of it. */
function pageAddress (...without) {
  const query = new URLSearchParams(location.search)
  for (const name of ['handler', ...without]) query.delete(name)
  return location.pathname + (query.size ? `?${query}` : '')
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
    location.assign(`${dialog.dataset.endUrl}?back=${encodeURIComponent(pageAddress())}`)
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
