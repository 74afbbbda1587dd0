import { PEOPLE } from '../pictures/roles-and-people.ts'
import { testPictures } from './accessible-pictures.ts'

testPictures('roles and people', PEOPLE)
