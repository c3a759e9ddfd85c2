// The package ships no types.
declare module 'subset-font' {
  interface Options {
    targetFormat?: 'truetype' | 'woff2'
    keepFeatures?: readonly string[]
    preserveNameIds?: readonly number[]
    noHinting?: boolean
  }
  export default function subsetFont(font: Uint8Array, text: string, options?: Options): Promise<Uint8Array>
}
