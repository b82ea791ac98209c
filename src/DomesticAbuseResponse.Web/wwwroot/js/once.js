// A form goes once, however often its button is pressed. The server would make one record of it anyway; this spares the
// person the wait, and the question what happened.
const wait = 10_000

export function sendOnce () {
  document.addEventListener('submit', event => {
    const form = event.target
    if (event.defaultPrevented || form.method !== 'post') return
    if (form.dataset.sent) {
      event.preventDefault()
      return
    }
    form.dataset.sent = 'yes'
    setTimeout(() => delete form.dataset.sent, wait)
  })

  // Back from the next page: the form is as it was, and may go again.
  addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent))
}
