/* global workbox */
// Keeps the empty page and its files, and nothing else: no record, and no page with anything in it, is ever stored here.
self.skipWaiting()
workbox.core.clientsClaim()
workbox.precaching.cleanupOutdatedCaches()
workbox.precaching.precacheAndRoute(self.darKept, { cleanURLs: false, directoryIndex: null })

// A page of the crew that cannot be reached: the one that works without a network stands in for it.
workbox.routing.registerRoute(
  ({ request }) => request.mode === 'navigate',
  async ({ request }) => {
    try {
      return await fetch(request)
    } catch {
      return workbox.precaching.matchPrecache('/crew/phone')
    }
  }
)
