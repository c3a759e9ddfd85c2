import { fields } from '../../../domain/entities/index.ts'

/** Names, addresses and notes identify a person: they are stored and never handed out as columns. */
export const isPersonal = (field: string): boolean => fields.get(field)?.pii ?? false
