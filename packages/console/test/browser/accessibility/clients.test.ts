import { CLIENT_SCOPES } from '../pictures/client-scopes.ts'
import { CLIENTS } from '../pictures/clients.ts'
import { testPictures } from './accessible-pictures.ts'

testPictures('clients and client scopes', { ...CLIENTS, ...CLIENT_SCOPES })
