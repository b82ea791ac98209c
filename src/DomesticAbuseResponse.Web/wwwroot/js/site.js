// What the pages gain from script. Every page works without any of it.
import { initAll } from '../lib/govuk-frontend.js'
import { keepDrafts } from './autosave.js'
import { watchBoard } from './board.js'
import { showHistory } from './lookup.js'
import { sendOnce } from './once.js'
import { hideWhenIdle } from './private.js'
import { revealWhatIsChosen } from './reveal.js'
import { watchSession } from './session.js'
import { keepUnsent } from './unsent.js'

initAll()
revealWhatIsChosen()
sendOnce()
keepDrafts()
showHistory()
hideWhenIdle()
watchSession()
keepUnsent()
watchBoard()
