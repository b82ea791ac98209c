import { initAll } from '../lib/govuk-frontend.js'

initAll()
