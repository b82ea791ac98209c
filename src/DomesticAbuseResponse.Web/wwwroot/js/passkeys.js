// Forms marked data-passkey ask the authenticator before they are sent: the options come from the server as JSON, the
// answer goes back in the form. Where passkeys are not known the forms stay hidden, and the page's other way remains.

const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0))
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const withIds = list => (list ?? []).map(item => ({ ...item, id: bytes(item.id) }))

async function optionsFor (form) {
  const response = await fetch(form.dataset.passkeyOptions, {
    method: 'POST',
    headers: { Accept: 'application/json', RequestVerificationToken: form.elements.namedItem('__RequestVerificationToken').value }
  })
  if (!response.ok) throw new Error(`The server answered ${response.status}`)
  return response.json()
}

async function create (form) {
  const options = await optionsFor(form)
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: withIds(options.excludeCredentials)
    }
  })
  const { response } = credential
  return answer(credential, {
    attestationObject: text(response.attestationObject),
    clientDataJSON: text(response.clientDataJSON),
    transports: response.getTransports?.() ?? []
  })
}

async function use (form) {
  const options = await optionsFor(form)
  const credential = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: withIds(options.allowCredentials) }
  })
  const { response } = credential
  return answer(credential, {
    authenticatorData: text(response.authenticatorData),
    clientDataJSON: text(response.clientDataJSON),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : null
  })
}

const answer = (credential, response) => JSON.stringify({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response
})

const words = error =>
  error.name === 'NotAllowedError' ? 'No passkey was used. Try again, or choose another way.'
    : error.name === 'InvalidStateError' ? 'This device already has a passkey for you.'
      : 'The passkey could not be used. Try again, or choose another way.'

async function ask (event) {
  event.preventDefault()
  const form = event.currentTarget
  const problem = form.querySelector('[data-passkey-problem]')
  problem.textContent = ''
  try {
    form.elements.namedItem('Credential').value = await (form.dataset.passkey === 'create' ? create(form) : use(form))
    form.submit()
  } catch (error) {
    problem.textContent = words(error)
  }
}

// A passkey is bound to a name: it cannot be made or used on a page reached by its address in numbers.
const byNumbers = /^[\d.]+$|^\[/.test(location.hostname)

for (const form of document.querySelectorAll('form[data-passkey]')) {
  if (window.PublicKeyCredential && !byNumbers) {
    form.addEventListener('submit', ask)
    form.hidden = false
  }
}

if (window.PublicKeyCredential && byNumbers) {
  for (const note of document.querySelectorAll('[data-passkey-elsewhere]')) {
    const there = new URL(location.href)
    there.hostname = 'localhost'
    note.querySelector('[data-passkey-elsewhere-link]').href = there.href
    note.hidden = false
  }
}
