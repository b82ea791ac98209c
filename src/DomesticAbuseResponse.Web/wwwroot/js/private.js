// What is marked data-private is hidden after a time without a key or a touch, when the page goes out of sight, and on a crew's screen by one
// button or the Escape key. There the words leave the page while they are hidden; what is typed into a form only blurs, or it could be sent empty.
export function hideWhenIdle () {
  const seconds = Number(document.getElementById('timeout')?.dataset.blurSeconds)
  if (!seconds) return

  const field = document.body.classList.contains('dar-field')
  const note = document.createElement('p')
  note.className = 'dar-blurred-note'
  note.textContent = field ? 'Hidden.' : 'Hidden. Press a key or touch the screen to go on.'
  document.body.append(note)

  const kept = new Map()
  let byHand = false
  let timer = 0

  function hide () {
    if (field && kept.size === 0) {
      for (const part of document.querySelectorAll('main [data-private]')) {
        kept.set(part, [...part.childNodes])
        part.replaceChildren('•••')
      }
    }
    document.body.classList.add('dar-blurred')
    say()
  }

  function show () {
    if (byHand) return
    kept.forEach((nodes, part) => part.replaceChildren(...nodes))
    kept.clear()
    document.body.classList.remove('dar-blurred')
    clearTimeout(timer)
    timer = setTimeout(hide, seconds * 1000)
    say()
  }

  const button = field ? document.createElement('button') : null
  const say = () => { if (button) button.textContent = document.body.classList.contains('dar-blurred') ? 'Show again' : 'Hide' }
  const turn = () => {
    byHand = !document.body.classList.contains('dar-blurred')
    if (byHand) hide()
    else show()
  }
  if (button) {
    button.type = 'button'
    button.className = 'dar-hide'
    button.addEventListener('click', turn)
    document.body.append(button)
    addEventListener('keydown', event => { if (event.key === 'Escape' && !document.querySelector('dialog[open]')) turn() })
  }

  const seen = event => { if (!(event.target instanceof Element && event.target.closest('.dar-hide')) && event.key !== 'Escape') show() }
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'focusin']) addEventListener(event, seen, { passive: true })
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') hide() })
  show()
}
