export * from './accuracy.ts'
export * from './evaluate.ts'
