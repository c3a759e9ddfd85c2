/** Reports read the labels of the whole product. */
export { fieldLabel, labelsWithDigits } from '../locales/field-labels.ts'
