import { dash } from './printer.ts'
import { plan, replacePlans } from './marks.ts'

/** An id is a name, whatever digits it holds: set as code, so that nobody reads it as a number. */
export const asCode = (id: string): string =>
  id === dash ? id : plan(`\`${replacePlans(id, inner => inner).replace(/\\(?=[\\|`*_[\]#~!])|`/g, '')}\``)
