// Copies the GOV.UK and MoJ front ends, and what the phone page stores and caches with, into wwwroot/lib, without what belongs to gov.uk alone:
// the GDS Transport font and the crest. Small pictures go into the style sheet, so that nothing else is fetched.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const govuk = join(here, 'node_modules/govuk-frontend/dist/govuk')
const moj = join(here, 'node_modules/@ministryofjustice/frontend/moj')
const lib = join(here, 'wwwroot/lib')

const picture = (name) =>
  `url("data:image/svg+xml,${encodeURIComponent(readFileSync(join(moj, 'assets/images', name), 'utf8').replace(/\s+/g, ' '))}")`

const styles = [join(govuk, 'govuk-frontend.min.css'), join(moj, 'moj-frontend.min.css')]
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
  .replace(/@charset "UTF-8";/g, '')
  .replace(/\/\*[!#][^]*?\*\//g, '')
  .replace(/@font-face\{[^}]*\}/g, '')
  .replace(/font-family:GDS Transport,arial,sans-serif/g, 'font-family:var(--dar-font,sans-serif)')
  .replace(/[^{}]*\{[^{}]*govuk-crest[^{}]*\}/g, '')
  .replace(/url\(\/assets\/images\/([a-z-]+\.svg)\)/g, (_, name) => picture(name))

const leftOver = styles.match(/GDS Transport|govuk-crest|url\((?!"data:)[^)]*\)/)
if (leftOver) {
  throw new Error(`The style sheet still asks for ${leftOver[0]}`)
}

mkdirSync(lib, { recursive: true })
const notice = '/* From govuk-frontend and @ministryofjustice/frontend: Crown copyright, MIT licence. Changed: no GDS Transport, no crest. */'
writeFileSync(join(lib, 'frontend.css'), `@charset "UTF-8";\n${notice}\n${styles}`)
writeFileSync(
  join(lib, 'govuk-frontend.js'),
  readFileSync(join(govuk, 'govuk-frontend.min.js'), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n')
)

// What the phone page keeps things with, and the parts of Workbox that its service worker is made of, in the order in which they need one another.
const modules = join(here, 'node_modules')
writeFileSync(join(lib, 'idb.js'), readFileSync(join(modules, 'idb/build/index.js'), 'utf8'))
writeFileSync(
  join(lib, 'workbox.js'),
  ['core', 'routing', 'strategies', 'precaching']
    .map((part) => readFileSync(join(modules, `workbox-${part}/build/workbox-${part}.prod.js`), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'))
    .join('')
)
