// What is marked data-private is blurred after a time without a key or a touch, and when the page goes out of sight.
export function hideWhenIdle () {
  const seconds = Number(document.getElementById('timeout')?.dataset.blurSeconds)
  if (!seconds) return

  const note = document.createElement('p')
  note.className = 'dar-blurred-note'
  note.textContent = 'Hidden. Press a key or touch the screen to go on.'
  document.body.append(note)

  let timer = 0
  const hide = () => document.body.classList.add('dar-blurred')
  const show = () => {
    document.body.classList.remove('dar-blurred')
    clearTimeout(timer)
    timer = setTimeout(hide, seconds * 1000)
  }
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'focusin']) addEventListener(event, show, { passive: true })
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') hide() })
  show()
}
