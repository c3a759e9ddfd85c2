import { openStore } from '../../src/store/open-store.ts'
import { storeContract } from './contract.ts'

storeContract('better-sqlite3', more => openStore({ file: ':memory:', driver: 'better', ...more }))
storeContract('node:sqlite', more => openStore({ file: ':memory:', driver: 'node', ...more }))
