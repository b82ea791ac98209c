// form[data-lookup-url]: what is known about the fields marked data-lookup is shown in the region named by
// data-lookup-target while they are typed. The server answers with a fragment of a page.
import { used } from './session.js'

const pause = 600

// The one place that turns text into elements. It is parsed apart from the page, where nothing in it runs.
const policy = globalThis.trustedTypes?.createPolicy('dar-fragment', { createHTML: text => text }) ?? { createHTML: text => text }

export function showHistory () {
  for (const form of document.querySelectorAll('form[data-lookup-url]')) {
    const region = document.querySelector(form.dataset.lookupTarget)
    if (region) listen(form, region)
  }
}

function listen (form, region) {
  const fields = () => [...form.elements].filter(field => 'lookup' in field.dataset)
  const typed = () => fields().map(field => field.value.trim()).join('\u001f')
  const spoken = document.createElement('p')
  spoken.className = 'govuk-visually-hidden'
  spoken.setAttribute('role', 'status')
  region.after(spoken)

  let asked = typed()
  let timer = 0
  let current = null
  let waiting = null

  function show (nodes) {
    // Not under the hands of someone who is using it: it changes when they leave.
    if (region.contains(document.activeElement)) {
      waiting = nodes
      return
    }
    const before = region.textContent.trim()
    region.replaceChildren(...nodes)
    if (region.textContent.trim() !== before) spoken.textContent = region.querySelector('[data-announce]')?.textContent ?? 'What is already known has changed.'
  }

  async function ask () {
    clearTimeout(timer)
    if (typed() === asked) return
    asked = typed()
    current?.abort()
    const mine = current = new AbortController()
    region.setAttribute('aria-busy', 'true')
    try {
      const response = await fetch(form.dataset.lookupUrl, {
        method: 'POST',
        headers: { Accept: 'text/html' },
        body: new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string')),
        signal: mine.signal
      })
      if (response.ok) {
        used()
        show(parse(await response.text()))
      } else {
        asked = null
      }
    } catch (error) {
      if (error.name !== 'AbortError') asked = null
    } finally {
      if (current === mine) region.removeAttribute('aria-busy')
    }
  }

  const isLookup = event => event.target.dataset && 'lookup' in event.target.dataset
  form.addEventListener('input', event => {
    if (!isLookup(event)) return
    clearTimeout(timer)
    timer = setTimeout(ask, pause)
  })
  form.addEventListener('focusout', event => { if (isLookup(event)) ask() })
  region.addEventListener('focusout', () => setTimeout(() => {
    if (waiting && !region.contains(document.activeElement)) {
      show(waiting)
      waiting = null
    }
  }))
}

export function parse (text) {
  const apart = new DOMParser().parseFromString(policy.createHTML(text), 'text/html')
  apart.querySelectorAll('script, link, style, meta, base, iframe, object').forEach(element => element.remove())
  return [...apart.body.childNodes]
}
