import fc from 'fast-check'

// One seed, so that a landing does not depend on the draw; another is tried by naming it.
fc.configureGlobal({ seed: Number(process.env['HOLDFAST_SEED'] ?? 20_261_122) })
