/** The package's own types are not reachable through its `exports`; only what the domain's tests need is declared. */
declare module 'cephes' {
  export const compiled: Promise<void>
  export function ndtr(x: number): number
  export function ndtri(probability: number): number
  export function incbet(a: number, b: number, x: number): number
  export function incbi(a: number, b: number, probability: number): number
  export function bdtrc(successes: number, n: number, probability: number): number
  export function chdtrc(degrees: number, x: number): number
}
