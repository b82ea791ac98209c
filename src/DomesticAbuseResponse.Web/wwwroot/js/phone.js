// The crew's page that works without a network (docs/offline.md). What is entered is kept on the phone before anything else, and sent when it can be.
import { hideWhenIdle } from './private.js'
import * as store from './phone-store.js'
import { button, field, h, heading, hidden, link, paragraph, question } from './phone-view.js'

const base = '/crew/phone'
const batch = 100
const root = document.getElementById('phone')
const line = document.getElementById('phone-state')
const lockAfter = Number(document.getElementById('timeout').dataset.lockSeconds) * 1_000
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' })

let pack = null // what was handed over, while it is open
let working = Promise.resolve() // entries are kept one after another
let usedAt = Date.now()
let waiting = 0
let reach = 'unknown' // unknown, sending, sent, no-network, signed-out, failed
let unkept = null // why the phone refused to keep something
const newest = new Map() // of each field of each visit, the number of the entry not sent yet
const entered = new Map() // of each visit, what was entered here and is not in the pack yet

addEventListener('online', () => sync())
for (const event of ['pointerdown', 'keydown', 'input']) addEventListener(event, () => { usedAt = Date.now() }, { passive: true })
setInterval(tick, 5_000)
hideWhenIdle()
boot()

async function boot () {
  registerWorker()
  try {
    await store.open()
    await navigator.storage?.persist?.()
  } catch {
    return show([heading('This browser keeps nothing'), paragraph('It may be a private window, or the phone is full. ', link('The tasks of your crew', '/crew'), ' work with a network.')])
  }
  await locked()
}

function registerWorker () {
  if (!('serviceWorker' in navigator)) return
  const url = `${base}/worker.js`
  const trusted = globalThis.trustedTypes ? trustedTypes.createPolicy('dar-worker', { createScriptURL: given => { if (given !== url) throw new TypeError(given); return given } }).createScriptURL(url) : url
  navigator.serviceWorker.register(trusted, { scope: '/crew' }).catch(() => {})
}

/** Nothing is open: the PIN opens what lies here, or a sign-in begins. */
async function locked (said) {
  store.close()
  pack = null
  const now = await store.standing()
  waiting = now.waiting
  reach = 'unknown'
  say()
  if (now.sealed) showUnlock(now, said)
  else showBegin(now, said)
}

function showUnlock (now, said) {
  const pin = h('input', { class: 'govuk-input govuk-input--width-10', type: 'password', inputmode: 'numeric', autocomplete: 'off', maxlength: '64' })
  const form = h('form', {}, field('pin', 'PIN', pin, 'The one you chose for this shift', said), h('button', { class: 'govuk-button', type: 'submit' }, 'Open'))
  form.addEventListener('submit', async event => {
    event.preventDefault()
    form.querySelector('button').disabled = true
    const opened = await store.unlock(pin.value)
    if (opened === 'open') return unlocked()
    if (opened === 'wrong') return locked(`This is not the PIN. ${await store.triesLeft()} more tries, then only a sign-in opens it.`)
    await locked('Too many wrong PINs. Sign in to open it again: nothing that was entered is lost.')
  })
  show([heading('Locked'), form, paragraph('Forgotten? ', h('a', { class: 'govuk-link', href: base, onclick: event => { event.preventDefault(); showBegin(now) } }, 'Sign in and choose another'), '.')])
  pin.focus()
}

function showBegin (now, said) {
  const pin = h('input', { class: 'govuk-input govuk-input--width-10', type: 'password', autocomplete: 'new-password', maxlength: '64' })
  const again = h('input', { class: 'govuk-input govuk-input--width-10', type: 'password', autocomplete: 'new-password', maxlength: '64' })
  const form = h('form', {},
    said ? h('p', { class: 'govuk-error-message', role: 'alert' }, said) : null,
    field('new-pin', 'Choose a PIN for this shift', pin, 'Six characters or more; letters make it stronger. It opens this phone without a network.'), field('again', 'The same again', again),
    h('button', { class: 'govuk-button', type: 'submit' }, 'Take the visits along'))
  form.addEventListener('submit', async event => {
    event.preventDefault()
    if (pin.value.length < 6 || /^(.)\1*$/.test(pin.value) || '01234567890123456789 9876543210'.includes(pin.value)) return showBegin(now, 'Choose six characters or more that are not all the same and no row of figures.')
    if (pin.value !== again.value) return showBegin(now, 'The two are not the same.')
    form.querySelector('button').disabled = true
    const failed = await begin(now, pin.value)
    if (failed) showBegin(await store.standing(), failed)
  })
  show([
    heading('Work without a network'),
    now.waiting > 0 ? paragraph(`${inWords(now.waiting)} ${now.waiting === 1 ? 'waits' : 'wait'} on this phone to be sent. Whoever entered them opens them by signing in.`) : null,
    paragraph('The visits your crew has accepted come onto this phone until the end of the shift, locked by a PIN. What you write is kept here and sent when there is a network.'),
    form, paragraph(link('Tasks of your crew', '/crew'))])
}

/** @returns why it failed, in words; null when it did not. */
async function begin (now, pin) {
  const asked = await ask(now.pack)
  if (!asked.token) return asked.words
  const answer = await post('pack', { held: now.pack }, asked.token)
  if (!answer.ok) return answer.words
  const handed = answer.body
  if (now.pack && now.pack !== handed.pack.id) {
    if (now.waiting > 0) {
      if (!handed.held) return 'Entries of somebody else wait on this phone. They have to sign in here and send them first.'
      await store.openWith(bytesOf(handed.held))
      await sync()
      if (await store.count() > 0) return 'What was entered before could not be sent yet. Try again.'
    }
    await store.wipe()
  }
  const key = bytesOf(handed.pack.key)
  await store.openWith(key)
  await store.seal(key, pin)
  await keep(handed)
  await unlocked()
  return null
}

async function keep ({ pack: { id, lasts, until }, form, visits }) {
  const expiresAt = new Date(Date.now() + lasts).toISOString() // by the clock of this phone, right or wrong
  const contents = { id, expiresAt, until, form, visits }
  await store.keepPack(id, expiresAt, contents)
  pack = contents
}

async function unlocked () {
  const now = await store.standing()
  if (now.expiresAt <= new Date()) await store.dropVisits()
  pack = await store.readPack()
  await readQueue()
  showList()
  sync({ refresh: true })
}

async function readQueue () {
  newest.clear()
  entered.clear()
  for (const { number, entry } of await store.all()) note(number, entry)
  waiting = await store.count()
  say()
}

function note (number, { task, field: code, value }) {
  newest.set(`${task} ${code}`, number)
  if (!entered.has(task)) entered.set(task, {})
  entered.get(task)[code] = value
}

/** Kept on the phone before anything is said. */
function enter (visit, code, value, seen) {
  const began = performance.now()
  const entry = { id: crypto.randomUUID(), task: visit.task, field: code, value, seen, form: pack.form.version, madeAt: new Date().toISOString() }
  working = working.then(async () => {
    try {
      note(await store.add(entry, newest.get(`${entry.task} ${code}`)), entry)
      waiting = await store.count()
      unkept = null
      performance.measure('dar-kept', { start: began, end: performance.now() })
      say()
      sync()
    } catch {
      unkept = 'This was NOT saved: the phone refuses to keep it. Leave this page open, make room on the phone, and type it again.'
      say()
    }
  })
}

function showList () {
  if (!pack) return show([heading('Nothing here'), paragraph('The shift is over, or the visits were taken back. They are gone from this phone.'), waiting > 0 ? button('Send now', () => sync()) : null, button('Begin a shift', async () => showBegin(await store.standing()), true)])
  show([
    heading('Visits'), paragraph(`On this phone until ${pack.until}.`),
    pack.visits.length === 0 ? h('div', { class: 'govuk-inset-text' }, 'Your crew has accepted no visit. ', link('Tasks of your crew', '/crew')) : null,
    h('ul', { class: 'govuk-list dar-tasks' }, pack.visits.map(visit => h('li', { class: 'dar-task' },
      h('h2', { class: 'govuk-heading-m dar-task__title' }, h('a', { class: 'govuk-link', href: '#visit', onclick: event => { event.preventDefault(); showVisit(visit.task) } }, hidden(visit.initials), ' ', h('span', { class: 'dar-quiet' }, visit.reference))),
      paragraph(visit.caption), visit.waiting > 0 ? paragraph(differs(visit)) : null))),
    button('Look for new visits', () => sync({ refresh: true, show: true })), button('Lock', () => working.then(() => locked()), true), button('Remove from this phone', remove, true)])
}

const differs = visit => link(`${visit.waiting === 1 ? 'One answer waits' : `${visit.waiting} answers wait`} for your choice`, `/crew/tasks/${visit.task}/differences`)

function showVisit (task) {
  const visit = pack.visits.find(v => v.task === task)
  const values = { ...visit.fields, ...entered.get(task) } // what the page shows, and grows with what is entered in it
  const place = h('div', {}, button('Show name and place', () => place.replaceChildren(h('div', { class: 'govuk-inset-text' }, hidden(`${visit.name}\n${visit.place}`)))))
  const taps = h('div', { class: 'dar-taps' }, pack.form.taps.map(tap => {
    const done = visit.steps[tap.value] ?? (values[tap.value] ? 'just now' : null)
    return done ? h('p', { class: 'govuk-body' }, `${tap.label}: ${done}`) : button(tap.label, event => {
      visit.steps[tap.value] = clock.format(new Date())
      event.target.replaceWith(h('p', { class: 'govuk-body', tabindex: '-1' }, `${tap.label}: ${visit.steps[tap.value]}`))
      enter(visit, tap.value, 'yes', visit.seen)
    })
  }))
  const { seen } = visit
  show([
    h('a', { class: 'govuk-back-link', href: '#visits', onclick: event => { event.preventDefault(); working.then(showList) } }, 'Visits'),
    h('span', { class: 'govuk-caption-l' }, visit.reference), h('h1', { class: 'govuk-heading-l', tabindex: '-1' }, hidden(visit.initials)), paragraph(visit.caption),
    visit.waiting > 0 ? paragraph(differs(visit)) : null, visit.reason ? paragraph(hidden(visit.reason)) : null, taps, place,
    h('details', { class: 'govuk-details' }, h('summary', { class: 'govuk-details__summary' }, h('span', { class: 'govuk-details__summary-text' }, 'Before you go')), h('div', { class: 'govuk-details__text' },
      visit.facts.map(fact => paragraph(fact)),
      h('dl', { class: 'dar-callcard__lines' }, visit.card.map(({ heading: words, words: facts, isDanger }) => h('div', { class: 'dar-callcard__line' }, h('dt', {}, words), h('dd', {}, facts.map(fact => h('span', { class: `dar-callcard__fact${isDanger ? ' dar-callcard__fact--danger' : ''}` }, hidden(fact))))))),
      heading('Who else may be there', 2), visit.others.length === 0 ? paragraph('Nobody else is on record.') : h('ul', { class: 'govuk-list' }, visit.others.map(other => h('li', {}, hidden(other)))))),
    h('form', { class: 'dar-field-form', autocomplete: 'off', onsubmit: event => event.preventDefault() }, pack.form.sections.map(section => [
      heading(section.label, 2), section.questions.map(asked => question(asked, values, (code, value) => { values[code] = value; enter(visit, code, value, seen) }))])),
    paragraph('With a network: ', link('finish the visit', `/crew/tasks/${task}/visit`), ', its notes and safe places.')])
}

/** Sends what waits, each entry until it is answered for; one window of the browser at a time. */
function sync ({ refresh = false, show: anew = false } = {}) {
  return navigator.locks.request('dar-phone', async () => {
    if (!store.isOpen()) return
    const now = await store.standing()
    const asked = await ask(now.pack)
    if (!asked.token) return say()
    if (!asked.own && now.pack) { reach = 'signed-out'; return say() } // somebody else has signed in here
    const sent = now.waiting > 0
    let open = asked.open
    const device = await store.storeId()
    for (;;) {
      const taken = await store.take(batch)
      if (taken.length === 0) break
      reach = 'sending'
      say()
      const answer = await post('entries', { pack: now.pack, sentAt: new Date().toISOString(), sent: taken.map(({ number, entry }) => ({ ...entry, device, order: number })) }, asked.token)
      if (!answer.ok) break
      open = answer.body.open
      const answered = new Map(answer.body.answers.map(a => [a.id, a.state]))
      await store.drop(taken.filter(({ entry }) => answered.has(entry.id)).map(({ number }) => number))
    }
    waiting = await store.count()
    if (waiting === 0) {
      reach = 'sent'
      newest.clear()
      if (!open) return gone(now)
      if ((sent || refresh) && pack) await anewFrom(now.pack, asked.token, anew)
    }
    say()
  })
}

async function anewFrom (held, token, anew) {
  const answer = await post('pack', { held }, token)
  if (!answer.ok || answer.body.pack.id !== held) return
  await working
  if (await store.count() > 0) return // something was entered meanwhile: the pack of before still shows what it was entered into
  await keep(answer.body)
  entered.clear()
  if (anew || root.querySelector('.dar-tasks')) showList()
}

/** The shift is over, or somebody took the pack back: nothing of it stays. */
async function gone (now) {
  if (now.expiresAt <= new Date()) await store.dropVisits()
  else await store.wipe()
  pack = null
  say()
  showList()
}

async function remove () {
  await sync()
  if (waiting > 0) return say()
  const now = await store.standing()
  const asked = await ask(now.pack)
  if (asked.token) await post('leave', { held: now.pack }, asked.token)
  await store.wipe()
  pack = null
  say()
  showList()
}

function tick () {
  if (!store.isOpen()) return
  if (Date.now() - usedAt > lockAfter) return working.then(() => locked())
  if (pack && new Date(pack.expiresAt) <= new Date()) {
    pack = null
    store.dropVisits().then(showList)
  }
  if (waiting > 0 || Math.random() < 0.1) sync() // and now and then only to hear whether it may stay
}

async function ask (held) {
  try {
    const response = await fetch(`${base}/start${held ? `?pack=${held}` : ''}`, { headers: { Accept: 'application/json' } })
    if (response.ok) return await response.json()
    reach = response.status === 401 ? 'signed-out' : 'failed'
    return { words: response.status === 401 ? 'Sign in first, then come back here.' : 'That did not work. Try again.' }
  } catch {
    reach = 'no-network'
    return { words: 'There is no network now.' }
  }
}

async function post (what, body, token) {
  try {
    const response = await fetch(`${base}/${what}`, { method: 'POST', headers: { Accept: 'application/json', 'Content-Type': 'application/json', RequestVerificationToken: token }, body: JSON.stringify(body) })
    const answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : {}
    if (!response.ok) reach = response.status === 401 ? 'signed-out' : 'failed'
    return { ok: response.ok, body: answer, words: answer.refused ?? 'That did not work. Try again.' }
  } catch {
    reach = 'no-network'
    return { ok: false, words: 'There is no network now.' }
  }
}

function show (children) {
  root.replaceChildren(...children.filter(Boolean))
  scrollTo(0, 0)
  root.querySelector('h1')?.focus({ preventScroll: true })
}

/** "Saved on this phone" and "Sent", always in words. */
function say () {
  const kept = waiting > 0 ? `Saved on this phone: ${inWords(waiting)} to send.` : reach === 'sent' ? 'Sent: everything.' : 'Nothing waits on this phone.'
  const why = { sending: ' Sending.', 'no-network': ' No network.', failed: ' Not sent yet: trying again.' }[reach] ?? ''
  const state = `${unkept ?? ''}|${kept}|${why}|${reach}`
  if (line.dataset.state === state) return
  line.dataset.state = state
  line.replaceChildren(...[unkept ? h('strong', {}, `${unkept} `) : null, h('strong', {}, kept), waiting > 0 || reach === 'no-network' ? why : '', reach === 'signed-out' ? h('span', {}, ' ', link('Sign in to send', `/sign-in?back=${base}`), '.') : null].filter(Boolean))
}

function inWords (number) { return `${number} ${number === 1 ? 'entry' : 'entries'}` }
function bytesOf (text) { return Uint8Array.from(atob(text), c => c.charCodeAt(0)) }
