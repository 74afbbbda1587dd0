import { REALM_SETTINGS } from '../pictures/realm-settings.ts'
import { SHELL } from '../pictures/shell.ts'
import { testPictures } from './accessible-pictures.ts'

testPictures('the realm and the frame', { ...REALM_SETTINGS, ...SHELL })
