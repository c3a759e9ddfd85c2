import type { Language } from './messages.ts'

/** Words in the three languages, in the order en, zh-CN, zh-TW. */
type Said = readonly [en: string, zhCN: string, zhTW: string]

/**
 * What the `problem`, `advice` and `detail` of a fault say, by the code (or the English words) in which floors below
 * give it. What is not listed stands as it is.
 */
const said: Readonly<Record<string, Said>> = {
  split_file: [
    'Split the file by period and import the parts',
    '请按时间拆分文件后分别导入',
    '請依時間拆分檔案後分別匯入',
  ],
  save_as_csv: [
    'Save the sheet as CSV and import that',
    '请把工作表另存为 CSV 再导入',
    '請把工作表另存為 CSV 再匯入',
  ],
  save_as_csv_rows: [
    'The workbook has too many rows or far cells; save the sheet as CSV and import that',
    '工作簿行数过多或有极远的单元格;请另存为 CSV 再导入',
    '活頁簿列數過多或有極遠的儲存格;請另存為 CSV 再匯入',
  ],
  workbook_damaged: ['the workbook is damaged', '工作簿已损坏', '活頁簿已損壞'],
  zip_directory_missing: ['the workbook is cut off', '工作簿不完整', '活頁簿不完整'],
  parquet_damaged: ['the Parquet file is damaged', 'Parquet 文件已损坏', 'Parquet 檔案已損壞'],
  json_without_objects: ['the JSON holds no records', 'JSON 中没有记录', 'JSON 中沒有紀錄'],
  unknown_encoding: ['is not an encoding known here', '不是可识别的编码', '不是可識別的編碼'],
  unknown_entity: ['is not a kind of table', '不是已知的表类型', '不是已知的資料表類型'],
  undecided: ['is not decided yet', '尚未确定', '尚未確定'],
  no_such_column: ['the file has no such column', '文件中没有这一列', '檔案中沒有這一欄'],
  no_such_row: ['the file has no such row', '文件中没有这一行', '檔案中沒有這一列'],
  field_taken: ['another column has that field already', '已有其他列对应该字段', '已有其他欄位對應該欄'],
  'it is not a file': ['it is not a file', '它不是文件', '它不是檔案'],
  is_a_folder: ['it is a folder', '它是文件夹', '它是資料夾'],
  no_permission: ['there is no permission', '没有权限', '沒有權限'],
  read_only_disk: ['the disk is read-only', '磁盘为只读', '磁碟為唯讀'],
  no_space: ['the disk is full', '磁盘已满', '磁碟已滿'],
  no_such_folder: [
    'its folder does not exist and cannot be made',
    '所在文件夹不存在且无法创建',
    '所在資料夾不存在且無法建立',
  ],
  exists_already: ['it exists already', '它已存在', '它已存在'],
  name_too_long: ['its name is too long', '名称过长', '名稱過長'],
  too_many_open: ['too many files are open', '打开的文件过多', '開啟的檔案過多'],
  disk_error: ['the disk reports an error', '磁盘报告错误', '磁碟回報錯誤'],
  cannot_open: ['it cannot be opened', '无法打开', '無法開啟'],
  unknown_choice: ['this value is not known', '没有这个取值', '沒有這個值'],
  'needs a value': ['needs a value', '需要一个值', '需要一個值'],
  'goes with --http': ['goes with --http', '需与 --http 一起使用', '需與 --http 一起使用'],
  'expected --name value': [
    'expected --name value, for instance --limit 5',
    '应写成 --名称 值，例如 --limit 5',
    '應寫成 --名稱 值，例如 --limit 5',
  ],
  'give either path or csv_text': [
    'give either path or csv_text',
    '请给出 path 或 csv_text 之一',
    '請給出 path 或 csv_text 其中之一',
  ],
  'is not a kind of table': ['is not a kind of table', '不是已知的表类型', '不是已知的資料表類型'],
  'give either import_id or all: true': [
    'give either import_id or all: true',
    '请给出 import_id 或 all: true 之一',
    '請給出 import_id 或 all: true 其中之一',
  ],
  'give only one of result_id, where and segment': [
    'give only one of result_id, where and segment',
    'result_id、where、segment 只能给一个',
    'result_id、where、segment 只能給一個',
  ],
  'there is no such segment': ['there is no such segment', '没有这个分层', '沒有這個分層'],
  'it holds the same file, read in another way': [
    'it holds the same file, read in another way',
    '它来自同一个文件,但读法不同',
    '它來自同一個檔案,但讀法不同',
  ],
  'must be a finite number': ['must be a finite number', '必须是有限的数字', '必須是有限的數字'],
  'must be from 0 to 1': ['must be from 0 to 1', '必须在 0 到 1 之间', '必須在 0 到 1 之間'],
  'must be above 0': ['must be above 0', '必须大于 0', '必須大於 0'],
  'must not be negative': ['must not be negative', '不能为负', '不能為負'],
  'must be a whole number': ['must be a whole number', '必须是整数', '必須是整數'],
  'must be a whole number above 0': [
    'must be a whole number above 0',
    '必须是大于 0 的整数',
    '必須是大於 0 的整數',
  ],
  'must be above -1': ['must be above -1', '必须大于 -1', '必須大於 -1'],
  'must be a day as YYYY-MM-DD': [
    'must be a day as YYYY-MM-DD',
    '必须是 YYYY-MM-DD 格式的日期',
    '必須是 YYYY-MM-DD 格式的日期',
  ],
}

const place: Readonly<Record<Language, 0 | 1 | 2>> = { en: 0, 'zh-CN': 1, 'zh-TW': 2 }

const kinds: Readonly<Record<string, Said>> = {
  number: ['a number', '数字', '數字'],
  int: ['a whole number', '整数', '整數'],
  integer: ['a whole number', '整数', '整數'],
  string: ['text', '文本', '文字'],
  boolean: ['true or false', 'true 或 false', 'true 或 false'],
  array: ['a list', '列表', '清單'],
  object: ['an object', '对象', '物件'],
  record: ['an object', '对象', '物件'],
  tuple: ['a list', '列表', '清單'],
  null: ['null', 'null', 'null'],
  undefined: ['nothing', '空', '空'],
  NaN: ['not a number', '非数字', '非數字'],
}

/** What the schema checker says, taken apart. */
const checker: readonly (readonly [RegExp, (parts: readonly string[]) => Said])[] = [
  [
    /^is missing; expected (\w+)$/,
    ([kind = '']) => [`is missing; expected ${kind}`, `缺少；应为${kind}`, `缺少；應為${kind}`],
  ],
  [
    /^expected (\w+), received (\w+)$/,
    ([kind = '', got = '']) => [
      `expected ${kind}, received ${got}`,
      `应为${kind}，收到的是${got}`,
      `應為${kind}，收到的是${got}`,
    ],
  ],
  [
    /^Too (?:small|big): expected (?:number|int) to be ([<>]=?)(\S+)$/,
    ([sign = '', bound = '']) => [
      `must be ${sign} ${bound}`,
      `必须 ${sign} ${bound}`,
      `必須 ${sign} ${bound}`,
    ],
  ],
  [
    /^Too (?:small|big): expected string to have ([<>]=?)(\d+) characters?$/,
    ([sign = '', n = '']) => [
      `must have ${sign} ${n} characters`,
      `字符数必须 ${sign} ${n}`,
      `字元數必須 ${sign} ${n}`,
    ],
  ],
  [
    /^Too (?:small|big): expected array to have ([<>]=?)(\d+) items?$/,
    ([sign = '', n = '']) => [
      `must have ${sign} ${n} entries`,
      `项数必须 ${sign} ${n}`,
      `項數必須 ${sign} ${n}`,
    ],
  ],
]

function checkerWords(text: string, at: 0 | 1 | 2): string | null {
  for (const [pattern, words] of checker) {
    const parts = pattern.exec(text)?.slice(1)
    if (parts)
      return words(parts.map(part => (Object.hasOwn(kinds, part) ? (kinds[part]?.[at] ?? part) : part)))[at]
  }
  return null
}

/** The words for a problem in one language; the text itself when it is no known code. */
export function problemWords(text: string, language: Language): string {
  const at = place[language]
  return Object.hasOwn(said, text) ? (said[text]?.[at] ?? text) : (checkerWords(text, at) ?? text)
}
