const mail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu

// Numbers as people write them: with a country code, mobile numbers of China and Taiwan, three groups in America.
const telephone = new RegExp(
  `(?<![\\p{sc=Latin}\\p{N}_.,-])(?:${[
    String.raw`\+\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4}`,
    String.raw`1[3-9]\d[ -]?\d{4}[ -]?\d{4}`,
    String.raw`09\d{2}[ -]?\d{3}[ -]?\d{3}`,
    String.raw`\(?[2-9]\d{2}\)?[ -]\d{3}[ -]\d{4}`,
  ].join('|')})(?![\\p{sc=Latin}\\p{N}_-]|[.,]\\d)`,
  'gu',
)
const fewestDigits = 10

/** Identity numbers of China, whose middle is a day of birth, and of Taiwan. */
const identity =
  /(?<![\p{sc=Latin}\p{N}_])(?:\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|[A-Z][12]\d{8})(?![\p{sc=Latin}\p{N}_])/gu

/**
 * A text without the addresses and numbers by which a person is reached or known. Whole columns of them never leave
 * the store; this is for those that stand inside other text, in a category or a file name.
 */
export const hideContacts = (text: string): string =>
  text
    .replace(mail, '[e-mail]')
    .replace(identity, '[id number]')
    .replace(telephone, found => (found.replace(/\D/g, '').length < fewestDigits ? found : '[phone]'))

/** True when an id is itself a mail address, a telephone or an identity number. */
export const isContact = (id: string): boolean => hideContacts(id) !== id
