// What a phone keeps: the pack and the queue, each only as ciphertext under the pack's key. The key itself lies sealed under the PIN and under a key of this
// browser that no script can read out; open, it is in the memory of the page alone.
import { openDB } from '../lib/idb.js'

const rounds = 600_000
const mostTries = 5
const strict = { durability: 'strict' }
const words = new TextEncoder()
const { subtle } = crypto

let db = null
let key = null

export const isOpen = () => key !== null
export const close = () => { key = null }

export async function open () {
  db ??= await openDB('dar-phone', 1, {
    upgrade (store) {
      store.createObjectStore('keys')
      store.createObjectStore('queue', { autoIncrement: true })
    },
    terminated () { db = null }
  })
  if (!await db.get('keys', 'store')) {
    const own = await subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const transaction = db.transaction('keys', 'readwrite', strict)
    await Promise.all([transaction.store.put(crypto.randomUUID(), 'store'), transaction.store.put(own, 'own'), transaction.done])
  }
}

/** Which pack lies here, until when, whether a PIN opens it, and how many entries wait. */
export async function standing () {
  const [seal, pack, waiting] = await Promise.all([db.get('keys', 'seal'), db.get('keys', 'pack'), db.count('queue')])
  return { sealed: Boolean(seal), tries: seal?.tries ?? 0, pack: pack?.id ?? null, expiresAt: pack ? new Date(pack.expiresAt) : null, hasVisits: Boolean(pack?.data), waiting }
}

/** Opens with the key the server handed over: nothing of it is written down. */
export async function openWith (bytes) {
  key = await subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/** Seals the key under a PIN, so that a closed browser opens again without a network. */
export async function seal (bytes, pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const inner = await cover(await fromPin(pin, salt), bytes)
  const outer = await cover(await db.get('keys', 'own'), inner.data)
  await db.put('keys', { salt, iv: inner.iv, outerIv: outer.iv, data: outer.data, tries: 0 }, 'seal')
}

/** @returns 'open', 'wrong' or, after the last try, 'destroyed'. */
export async function unlock (pin) {
  const kept = await db.get('keys', 'seal')
  if (!kept) return 'destroyed'
  kept.tries += 1 // before it is known whether it is right: closing the page in between does not win a try
  await db.put('keys', kept, 'seal')
  try {
    const inner = await uncover(await db.get('keys', 'own'), { iv: kept.outerIv, data: kept.data })
    await openWith(await uncover(await fromPin(pin, kept.salt), { iv: kept.iv, data: inner }))
  } catch {
    if (kept.tries < mostTries) return 'wrong'
    await db.delete('keys', 'seal')
    return 'destroyed'
  }
  await db.put('keys', { ...kept, tries: 0 }, 'seal')
  return 'open'
}

export const triesLeft = async () => mostTries - ((await db.get('keys', 'seal'))?.tries ?? mostTries)

export async function keepPack (id, expiresAt, contents) {
  const { iv, data } = await enclose(contents)
  await db.put('keys', { id, expiresAt, iv, data }, 'pack')
}

export async function readPack () {
  const pack = await db.get('keys', 'pack')
  return pack?.data ? disclose(pack) : null
}

/** The visits go; which pack it was stays, for the entries that still have to be sent. */
export async function dropVisits () {
  const pack = await db.get('keys', 'pack')
  if (pack?.data) await db.put('keys', { id: pack.id, expiresAt: pack.expiresAt }, 'pack')
}

/** Everything of this pack goes, with the key that was sealed. */
export async function wipe () {
  const transaction = db.transaction(['keys', 'queue'], 'readwrite', strict)
  await Promise.all([transaction.objectStore('keys').clear(), transaction.objectStore('queue').clear(), transaction.done])
  key = null
  await open()
}

/**
 * Keeps an entry, and returns only when it is on the disk. What nobody has begun to send about the same field takes the new value.
 * @param last the number of the newest entry about the same field, if there is one.
 * @returns its number.
 */
export async function add (entry, last) {
  const kept = { ...await enclose(entry), sent: false }
  const transaction = db.transaction('queue', 'readwrite', strict)
  const before = last ? await transaction.store.get(last) : null
  const number = before && !before.sent ? await transaction.store.put(kept, last) : await transaction.store.add(kept)
  await transaction.done
  return number
}

export const count = () => db.count('queue')

/** Some of the oldest entries, from now on unchangeable: each with its number, which is its order. */
export async function take (most) {
  const transaction = db.transaction('queue', 'readwrite', strict)
  const taken = []
  for (let cursor = await transaction.store.openCursor(); cursor && taken.length < most; cursor = await cursor.continue()) {
    const kept = { ...cursor.value, sent: true }
    taken.push({ number: cursor.key, kept })
    if (!cursor.value.sent) cursor.update(kept)
  }
  await transaction.done
  return Promise.all(taken.map(async ({ number, kept }) => ({ number, entry: await disclose(kept) })))
}

/** Every entry, for the page to show what it holds. */
export async function all () {
  const [numbers, kept] = await Promise.all([db.getAllKeys('queue'), db.getAll('queue')])
  return Promise.all(numbers.map(async (number, n) => ({ number, entry: await disclose(kept[n]) })))
}

export async function drop (numbers) {
  const transaction = db.transaction('queue', 'readwrite', strict)
  await Promise.all([...numbers.map(number => transaction.store.delete(number)), transaction.done])
}

export const storeId = () => db.get('keys', 'store')

async function fromPin (pin, salt) {
  const typed = await subtle.importKey('raw', words.encode(pin), 'PBKDF2', false, ['deriveKey'])
  return subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, typed, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

async function cover (by, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  return { iv, data: await subtle.encrypt({ name: 'AES-GCM', iv }, by, bytes) }
}

const uncover = (by, { iv, data }) => subtle.decrypt({ name: 'AES-GCM', iv }, by, data)
const enclose = value => cover(key, words.encode(JSON.stringify(value)))
const disclose = async kept => JSON.parse(new TextDecoder().decode(await uncover(key, kept)))
