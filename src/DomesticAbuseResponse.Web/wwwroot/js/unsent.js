// Signing out empties the browser. What a crew has entered on this phone and not sent would go with it: it is sent first.
export function keepUnsent () {
  document.addEventListener('submit', async event => {
    const form = event.target
    if (form.getAttribute('action') !== '/sign-out' || !globalThis.indexedDB?.databases) return
    event.preventDefault()
    if (await unsent() > 0) location.assign('/crew/phone')
    else form.submit()
  }, true)
}

async function unsent () {
  try {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'dar-phone')) return 0
    const answer = request => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }))
    const db = await answer(indexedDB.open('dar-phone'))
    const number = await answer(db.transaction('queue').objectStore('queue').count())
    db.close()
    return number
  } catch {
    return 0
  }
}
