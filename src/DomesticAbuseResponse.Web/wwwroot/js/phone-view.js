// Elements of the phone page. Words are put in as text, never as markup.
export function h (tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined))
  return element
}

export const heading = (words, level = 1) => h(`h${level}`, { class: level === 1 ? 'govuk-heading-l' : 'govuk-heading-m', tabindex: level === 1 ? '-1' : null }, words)
export const paragraph = (...words) => h('p', { class: 'govuk-body' }, ...words)
export const button = (words, press, secondary = false) => h('button', { class: `govuk-button${secondary ? ' govuk-button--secondary' : ''}`, type: 'button', onclick: press }, words)
export const link = (words, href) => h('a', { class: 'govuk-link', href }, words)
export const hidden = words => h('span', { class: 'dar-verbatim', 'data-private': true }, words)

export function field (id, label, input, hint, error) {
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(' ')
  if (described) input.setAttribute('aria-describedby', described)
  input.setAttribute('id', id)
  return h('div', { class: `govuk-form-group${error ? ' govuk-form-group--error' : ''}` },
    h('label', { class: 'govuk-label', for: id }, label),
    hint ? h('div', { class: 'govuk-hint', id: `${id}-hint` }, hint) : null,
    error ? h('p', { class: 'govuk-error-message', id: `${id}-error` }, h('span', { class: 'govuk-visually-hidden' }, 'Error: '), error) : null,
    input)
}

/** One question of the record; change(code, value) is called with null for a blank. */
export function question (asked, values, change) {
  const id = `q-${asked.code}`
  if (asked.kind === 'choice' || asked.kind === 'boxes') {
    const many = asked.kind === 'boxes'
    const name = many ? 'checkboxes' : 'radios'
    return h('div', { class: 'govuk-form-group' }, h('fieldset', { class: 'govuk-fieldset' },
      h('legend', { class: 'govuk-fieldset__legend govuk-fieldset__legend--s' }, asked.label),
      h('div', { class: `govuk-${name}` }, asked.choices.map((choice, n) => {
        const input = h('input', { class: `govuk-${name}__input`, type: many ? 'checkbox' : 'radio', id: `${id}-${n}`, name: id, value: choice.value })
        input.checked = many ? values[choice.value] === 'yes' : values[asked.code] === choice.value
        input.addEventListener('change', () => many ? change(choice.value, input.checked ? 'yes' : null) : change(asked.code, choice.value))
        return h('div', { class: `govuk-${name}__item` }, input, h('label', { class: `govuk-label govuk-${name}__label`, for: `${id}-${n}` }, choice.label))
      }))))
  }

  const input = asked.kind === 'date' ? h('input', { class: 'govuk-input govuk-input--width-10', type: 'date' })
    : h('textarea', { class: 'govuk-textarea', rows: asked.kind === 'text' ? '4' : '2', maxlength: asked.most, autocomplete: 'off' })
  input.value = values[asked.code] ?? ''
  let timer = 0
  const keep = () => {
    clearTimeout(timer)
    timer = 0
    const typed = input.value.trim() || null
    if (typed !== (values[asked.code] ?? null)) change(asked.code, typed)
  }
  input.addEventListener('input', () => { timer ||= setTimeout(keep, 700) })
  input.addEventListener('change', keep)
  return field(id, asked.label, input)
}
