import { NAMES } from '../pictures/hard-names.ts'
import { testPictures } from './accessible-pictures.ts'

testPictures('what has names that break layouts', NAMES)
