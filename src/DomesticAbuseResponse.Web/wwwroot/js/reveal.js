// Radios that reveal more. GOV.UK's own script marks such a radio as expanded or not, which a radio cannot be; this one
// shows and hides, and leaves the rest to the order of the page.
export function revealWhatIsChosen () {
  for (const group of document.querySelectorAll('.govuk-radios')) {
    const radios = [...group.querySelectorAll('input[type="radio"]')].filter(radio => radio.closest('.govuk-radios') === group)
    if (!radios.some(radio => radio.dataset.reveals)) continue

    const show = () => {
      for (const radio of radios.filter(radio => radio.dataset.reveals)) {
        document.getElementById(radio.dataset.reveals)?.classList.toggle('govuk-radios__conditional--hidden', !radio.checked)
      }
    }
    group.addEventListener('change', show)
    addEventListener('pageshow', show)
  }
}
