import { describe } from 'vitest'
import { answersContract } from './contract/answers.ts'
import { datasetsContract } from './contract/datasets.ts'
import { featuresContract } from './contract/features.ts'
import { importsContract } from './contract/imports.ts'
import { moneyContract } from './contract/money.ts'
import { randomContract } from './contract/random.ts'
import type { OpenTestStore } from './contract/open.ts'

/** What every engine must do. `open` gives an empty store, or the one on `file`. */
export function storeContract(name: string, open: OpenTestStore): void {
  describe(`store contract: ${name}`, () => {
    importsContract(open)
    answersContract(open)
    moneyContract(open)
    featuresContract(open)
    randomContract(open)
    datasetsContract(open)
  })
}
