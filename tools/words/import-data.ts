import type { Phrases, Question } from '../../src/tool.ts'
import { keyWord } from './entities.ts'
import type { ImportWords } from './import-words.ts'

export type { ImportWords } from './import-words.ts'

const facts = (question: Question): string =>
  Object.entries(question.facts)
    .map(([field, column]) => `${field} ← ${String(column)}`)
    .join(', ')

/** Where each table stands, with its first headers and its rows. */
const places = ({ facts: tables }: Question): string =>
  Object.entries(tables)
    .map(([range, what]) => `${range} [${String(what)}]`)
    .join('; ')

const samples = ({ samples: shown }: Question): string => shown.slice(0, 3).join(' · ')

export const importWords: Phrases<ImportWords> = {
  en: {
    question: {
      sheet: q =>
        Object.keys(q.facts).length === 0
          ? 'The workbook holds several tables. Which sheet is meant?'
          : `One sheet holds several tables: ${places(q)}. Which one is meant? Each is imported by a call of its own.`,
      entity: () => 'What is one row of this table?',
      summary_table: q =>
        `This is no list of customers, orders or events: ${
          {
            frequency_recency:
              'its rows are groups of customers counted by frequency and recency. Models are fitted here on the purchases themselves, so bring those; with known parameters, compute_clv (inputs: model bg_bb, parameters, repeats, recency, age) values one history',
            survivors:
              'it counts who is left after each period. compute_clv takes a column as inputs.survivors (model sbg or bdw)',
            durations: `it holds times (“${String(q.facts['duration'])}”) to an event (“${String(q.facts['event'])}”), some of them cut off. analyze_retention takes them as inputs.durations, events and groups`,
          }[String(q.facts['kind'])] ?? ''
        }. If its rows are records after all, name the entity.`,
      field: q =>
        q.facts['beside'] === undefined
          ? `What does the column “${q.column ?? ''}” mean (${samples(q)})?`
          : `“${q.column ?? ''}” is in ${String(q.facts['currency'])}, “${String(q.facts['beside'])}” in ${String(q.facts['beside_currency'])}, and a row holds one currency. Keep it as an attribute, or is it in ${String(q.facts['beside_currency'])} after all?`,
      missing_field: q =>
        q.answer.key === 'customer_id'
          ? 'Which column identifies the customer?'
          : `Which column holds ${q.answer.key}?`,
      without_field: q =>
        q.answer.key === 'customer_id'
          ? `No column holds a customer id. Which one identifies the customer? ${q.facts['entity'] === 'campaign_member' ? 'Without one, each row is taken for a customer of its own.' : 'Without one, the lines need an order file that does.'}`
          : `No column holds ${String(q.facts['field'] ?? q.answer.key)}. Import without it?${q.facts['entity'] === 'campaign_member' ? '' : ' Answers about money will then be missing.'}`,
      mapping: q => `Columns were matched by rule, not by name: ${facts(q)}. Is that right?`,
      date_order: q =>
        `Dates in “${q.column ?? ''}” can be read two ways (${samples(q)}). Day first or month first?`,
      decimal: q => `Is the comma or the point the decimal sign in “${q.column ?? ''}” (${samples(q)})?`,
      currency: q =>
        q.facts['mark'] === undefined
          ? `Which currency are the amounts in “${q.column ?? ''}” (${samples(q)})?`
          : `“${q.column ?? ''}” mixes currencies: which one does ${String(q.facts['mark'])} mean (${samples(q)})?`,
      money_unit: q => `Are the amounts in “${q.column ?? ''}” whole units or cents (${samples(q)})?`,
      id_spelling: q =>
        `${String(q.facts['same'])} of ${String(q.facts['of'])} ids in “${q.column ?? ''}” are on record in another spelling${q.samples.length > 0 ? ` (${samples(q)})` : ''}. Are they the same customers?`,
      encoding: () => 'Which encoding makes the text readable?',
      header_row: () => 'Which row holds the headers (0 for none)?',
    },
    committed: ({ file, entity, read, used, rejected, dropped }, { number }) =>
      `${file} is imported as ${entity}: ${number(read)} rows read, ${number(used)} used, ${number(rejected)} rejected, ${number(dropped)} left out (totals, blanks, repeats).`,
    previewed: ({ file, entity, read, used, rejected, dropped }, { number }) =>
      `Preview of ${file} as ${entity}, nothing stored: ${number(read)} rows read, ${number(used)} usable, ${number(rejected)} would be rejected, ${number(dropped)} left out (totals, blanks, repeats).`,
    already: (file, importId) => `${file} is already in the store as ${importId}; nothing was changed.`,
    open: (file, count) =>
      `${file} is not imported yet: ${count === 1 ? 'one question is' : `${count} questions are`} open.`,
    sheets: (file, count) => `${file} holds ${count} sheets with tables. Name the one to import.`,
    tables: (file, count) =>
      `${file} holds ${count} tables in one sheet. Name the one to import; the others follow.`,
    calculate: 'Calculate with the numbers of this table',
    unknownTable: file => `${file} was read, but its columns do not say what one row is.`,
    period: (first, last) => `It covers ${first} to ${last}.`,
    joined: (key, left, right, matched, total, share) =>
      `${matched} of ${total} values of ${key} in ${left} (${share}) are found in ${right}.`,
    known: rows => `${rows} rows are on record already from another file; they count once.`,
    noticed: notes => `Noticed: ${notes}.`,
    headerRow: row => `header in row ${row}`,
    notYet:
      'Not possible yet: churn, its drivers, and forecasts; they need orders, subscriptions or a churn label. Do you have such a file?',
    counted: (column, what, count) => `${column === null ? '' : `${column}: `}${count} × ${what}`,
    converted: (column, from, to) => `${column} ${from} → ${to}`,
    rejects: 'The rejected rows stand in the rejects file, with reason and row number.',
    assumed: (what, value) => `${what}: ${value}`,
    asOfGiven: day => `The snapshot speaks for ${day}, as given.`,
    asOfFromName: day =>
      `The snapshot speaks for ${day}, taken from the file name; options.as_of overrides it.`,
    undated:
      'The file names no day it speaks for, and nothing on record has a date: answers will take the day of the import. options.as_of says the real day.',
    remembered: columns => `Remembered from an earlier import of the same columns: ${columns}.`,
    pasted: name => `The pasted text was put into the inbox as ${name}, so that the next call can name it.`,
    attributes: count =>
      `${count} ${count === 1 ? 'column belongs' : 'columns belong'} to no known field; kept as attributes under their own names.`,
    next: {
      commit: 'Import it as shown',
      choose: choice => `Import it, reading: ${choice}`,
      describe: 'See quality, joins and what the data allows',
      preview: 'Look at every row without storing anything',
      analyse: 'First answer from this data',
      fix: 'Import this file next',
    },
    columnIs: (column, field) => `${column} as ${field}`,
  },
  'zh-CN': {
    question: {
      sheet: q =>
        Object.keys(q.facts).length === 0
          ? '工作簿里有多个表。要用哪一个工作表？'
          : `同一个工作表里有多张表：${places(q)}。要用哪一张？每张各用一次调用导入。`,
      entity: () => '这张表的一行代表什么？',
      summary_table: q =>
        `这不是客户、订单或事件的清单：${
          {
            frequency_recency:
              '每行是按购买频次和最近购买期归并的一组客户。这里的模型要用逐笔消费拟合，请提供消费明细；若已有参数，可用 compute_clv（inputs：model bg_bb、parameters、repeats、recency、age）计算一段历史',
            survivors:
              '它记录的是各期末还剩多少客户。compute_clv 可把一列作为 inputs.survivors（model 取 sbg 或 bdw）',
            durations: `它记录的是到事件（“${String(q.facts['event'])}”）发生的时长（“${String(q.facts['duration'])}”），其中一部分被截断。analyze_retention 可用作 inputs.durations、events、groups`,
          }[String(q.facts['kind'])] ?? ''
        }。如果每行确实是一条记录，请指明 entity。`,
      field: q =>
        q.facts['beside'] === undefined
          ? `“${q.column ?? ''}”这一列是什么意思（${samples(q)}）？`
          : `“${q.column ?? ''}”以 ${String(q.facts['currency'])} 计，“${String(q.facts['beside'])}”以 ${String(q.facts['beside_currency'])} 计，而一行只有一种货币。把它留作属性，还是它其实也以 ${String(q.facts['beside_currency'])} 计？`,
      missing_field: q =>
        q.answer.key === 'customer_id' ? '哪一列是客户的唯一标识？' : `哪一列是 ${q.answer.key}？`,
      without_field: q =>
        q.answer.key === 'customer_id'
          ? `没有客户编号列。用哪一列识别客户？${q.facts['entity'] === 'campaign_member' ? '若都不用，每一行当作一名客户。' : '若都不用，这些明细要靠另一份订单文件才能归到客户。'}`
          : `没有找到 ${String(q.facts['field'] ?? q.answer.key)} 列。不带它导入吗？${q.facts['entity'] === 'campaign_member' ? '' : '涉及金额的分析届时将无法给出。'}`,
      mapping: q => `下列列名不够明确，系按内容推断：${facts(q)}。对吗？`,
      date_order: q => `“${q.column ?? ''}”的日期有两种读法（${samples(q)}）。日在前还是月在前？`,
      decimal: q => `“${q.column ?? ''}”中逗号还是点是小数点（${samples(q)}）？`,
      currency: q =>
        q.facts['mark'] === undefined
          ? `“${q.column ?? ''}”的金额是哪种货币（${samples(q)}）？`
          : `“${q.column ?? ''}”混有多种货币：其中的 ${String(q.facts['mark'])} 指哪一种（${samples(q)}）？`,
      money_unit: q => `“${q.column ?? ''}”的金额以元还是以分计（${samples(q)}）？`,
      id_spelling: q =>
        `“${q.column ?? ''}”的 ${String(q.facts['of'])} 个编号中有 ${String(q.facts['same'])} 个与库中的写法不同${q.samples.length > 0 ? `（${samples(q)}）` : ''}。是同一批客户吗？`,
      encoding: () => '哪种编码能正确显示文字？',
      header_row: () => '表头在第几行（没有则填 0）？',
    },
    committed: ({ file, entity, read, used, rejected, dropped }, { number }) =>
      `${file} 已导入为${entity}：读取 ${number(read)} 行，采用 ${number(used)} 行，拒收 ${number(rejected)} 行，剔除 ${number(dropped)} 行（合计、空行、重复）。`,
    previewed: ({ file, entity, read, used, rejected, dropped }, { number }) =>
      `${file} 作为${entity}的预览（未存入任何数据）：读取 ${number(read)} 行，可用 ${number(used)} 行，将拒收 ${number(rejected)} 行，剔除 ${number(dropped)} 行（合计、空行、重复）。`,
    already: (file, importId) => `${file} 已经在库中（${importId}），没有任何改动。`,
    open: (file, count) => `${file} 尚未导入：还有 ${count} 个问题需要确认。`,
    sheets: (file, count) => `${file} 有 ${count} 个含数据的工作表，请指明要导入哪一个。`,
    tables: (file, count) => `${file} 的一个工作表里有 ${count} 张表，请指明先导入哪一张，其余随后导入。`,
    calculate: '用这张表的数字直接计算',
    unknownTable: file => `已读取 ${file}，但从列名看不出一行代表什么。`,
    period: (first, last) => `时间范围为${first}至${last}。`,
    joined: (key, left, right, matched, total, share) =>
      `${left}中的 ${total} 个${keyWord(key, 'zh-CN')}，有 ${matched} 个（${share}）能在${right}中找到。`,
    known: rows => `${rows} 行在其他文件中已有记录，只计一次。`,
    noticed: notes => `注意到：${notes}。`,
    headerRow: row => `表头在第 ${row} 行`,
    notYet: '目前还不能分析流失、流失原因和预测：需要订单、订阅或流失标签。您有这样的文件吗？',
    counted: (column, what, count) => `${column === null ? '' : `${column}：`}${what}（${count}）`,
    converted: (column, from, to) => `${column} ${from} → ${to}`,
    rejects: '被拒收的行连同原因和行号写在拒收文件里。',
    assumed: (what, value) => `${what}：${value}`,
    asOfGiven: day => `快照日期为 ${day}（按给定）。`,
    asOfFromName: day => `快照日期取自文件名：${day}；可用 options.as_of 更改。`,
    undated:
      '文件没有说明数据截至哪一天，库中也没有任何日期：各项回答将按导入当天计。可用 options.as_of 给出真实日期。',
    remembered: columns => `沿用此前相同列的对应：${columns}。`,
    pasted: name => `粘贴的文本已存入收件文件夹，名为 ${name}，供下一步使用。`,
    attributes: count => `${count} 列不属于已知字段，按原名保留为属性。`,
    next: {
      commit: '按所示导入',
      choose: choice => `导入，并读作：${choice}`,
      describe: '查看数据质量、表间匹配和可做的分析',
      preview: '逐行查看，不存入',
      analyse: '用这份数据先得到一个答案',
      fix: '接着导入这个文件',
    },
    columnIs: (column, field) => `${column} 作为 ${field}`,
  },
  'zh-TW': {
    question: {
      sheet: q =>
        Object.keys(q.facts).length === 0
          ? '活頁簿裡有多個表。要用哪一個工作表？'
          : `同一個工作表裡有多張表：${places(q)}。要用哪一張？每張各用一次呼叫匯入。`,
      entity: () => '這張表的一列代表什麼？',
      summary_table: q =>
        `這不是客戶、訂單或事件的清單：${
          {
            frequency_recency:
              '每列是按購買頻次和最近購買期歸併的一組客戶。這裡的模型要用逐筆消費擬合，請提供消費明細；若已有參數，可用 compute_clv（inputs：model bg_bb、parameters、repeats、recency、age）計算一段歷史',
            survivors:
              '它記錄的是各期末還剩多少客戶。compute_clv 可把一欄作為 inputs.survivors（model 取 sbg 或 bdw）',
            durations: `它記錄的是到事件（「${String(q.facts['event'])}」）發生的時長（「${String(q.facts['duration'])}」），其中一部分被截斷。analyze_retention 可用作 inputs.durations、events、groups`,
          }[String(q.facts['kind'])] ?? ''
        }。如果每列確實是一筆紀錄，請指明 entity。`,
      field: q =>
        q.facts['beside'] === undefined
          ? `「${q.column ?? ''}」這一欄是什麼意思（${samples(q)}）？`
          : `「${q.column ?? ''}」以 ${String(q.facts['currency'])} 計，「${String(q.facts['beside'])}」以 ${String(q.facts['beside_currency'])} 計，而一列只有一種幣別。把它留作屬性，還是它其實也以 ${String(q.facts['beside_currency'])} 計？`,
      missing_field: q =>
        q.answer.key === 'customer_id' ? '哪一欄是客戶的唯一識別？' : `哪一欄是 ${q.answer.key}？`,
      without_field: q =>
        q.answer.key === 'customer_id'
          ? `沒有客戶編號欄。用哪一欄識別客戶？${q.facts['entity'] === 'campaign_member' ? '若都不用，每一列當作一位客戶。' : '若都不用，這些明細要靠另一份訂單檔案才能歸到客戶。'}`
          : `沒有找到 ${String(q.facts['field'] ?? q.answer.key)} 欄。不帶它匯入嗎？${q.facts['entity'] === 'campaign_member' ? '' : '涉及金額的分析屆時將無法給出。'}`,
      mapping: q => `下列欄名不夠明確，係依內容推斷：${facts(q)}。對嗎？`,
      date_order: q => `「${q.column ?? ''}」的日期有兩種讀法（${samples(q)}）。日在前還是月在前？`,
      decimal: q => `「${q.column ?? ''}」中逗號還是點是小數點（${samples(q)}）？`,
      currency: q =>
        q.facts['mark'] === undefined
          ? `「${q.column ?? ''}」的金額是哪種貨幣（${samples(q)}）？`
          : `「${q.column ?? ''}」混有多種貨幣：其中的 ${String(q.facts['mark'])} 指哪一種（${samples(q)}）？`,
      money_unit: q => `「${q.column ?? ''}」的金額以元還是以分計（${samples(q)}）？`,
      id_spelling: q =>
        `「${q.column ?? ''}」的 ${String(q.facts['of'])} 個編號中有 ${String(q.facts['same'])} 個與資料庫中的寫法不同${q.samples.length > 0 ? `（${samples(q)}）` : ''}。是同一批客戶嗎？`,
      encoding: () => '哪種編碼能正確顯示文字？',
      header_row: () => '表頭在第幾列（沒有則填 0）？',
    },
    committed: ({ file, entity, read, used, rejected, dropped }, { number }) =>
      `${file} 已匯入為${entity}：讀取 ${number(read)} 列，採用 ${number(used)} 列，拒收 ${number(rejected)} 列，剔除 ${number(dropped)} 列（合計、空白、重複）。`,
    previewed: ({ file, entity, read, used, rejected, dropped }, { number }) =>
      `${file} 作為${entity}的預覽（未存入任何資料）：讀取 ${number(read)} 列，可用 ${number(used)} 列，將拒收 ${number(rejected)} 列，剔除 ${number(dropped)} 列（合計、空白、重複）。`,
    already: (file, importId) => `${file} 已經在資料庫中（${importId}），沒有任何變動。`,
    open: (file, count) => `${file} 尚未匯入：還有 ${count} 個問題需要確認。`,
    sheets: (file, count) => `${file} 有 ${count} 個含資料的工作表，請指明要匯入哪一個。`,
    tables: (file, count) => `${file} 的一個工作表裡有 ${count} 張表，請指明先匯入哪一張，其餘隨後匯入。`,
    calculate: '用這張表的數字直接計算',
    unknownTable: file => `已讀取 ${file}，但從欄名看不出一列代表什麼。`,
    period: (first, last) => `時間範圍為${first}至${last}。`,
    joined: (key, left, right, matched, total, share) =>
      `${left}中的 ${total} 個${keyWord(key, 'zh-TW')}，有 ${matched} 個（${share}）能在${right}中找到。`,
    known: rows => `${rows} 列在其他檔案中已有紀錄，只計一次。`,
    noticed: notes => `注意到：${notes}。`,
    headerRow: row => `表頭在第 ${row} 列`,
    notYet: '目前還不能分析流失、流失原因和預測：需要訂單、訂閱或流失標籤。您有這樣的檔案嗎？',
    counted: (column, what, count) => `${column === null ? '' : `${column}：`}${what}（${count}）`,
    converted: (column, from, to) => `${column} ${from} → ${to}`,
    rejects: '被拒收的列連同原因和列號寫在拒收檔裡。',
    assumed: (what, value) => `${what}：${value}`,
    asOfGiven: day => `快照日期為 ${day}（依給定）。`,
    asOfFromName: day => `快照日期取自檔名：${day}；可用 options.as_of 更改。`,
    undated:
      '檔案沒有說明資料截至哪一天，資料庫中也沒有任何日期：各項回答將以匯入當天計。可用 options.as_of 給出真實日期。',
    remembered: columns => `沿用先前相同欄位的對應：${columns}。`,
    pasted: name => `貼上的文字已存入收件資料夾，名為 ${name}，供下一步使用。`,
    attributes: count => `${count} 欄不屬於已知欄位，依原名保留為屬性。`,
    next: {
      commit: '依所示匯入',
      choose: choice => `匯入，並讀作：${choice}`,
      describe: '查看資料品質、表間對應與可做的分析',
      preview: '逐列查看，不存入',
      analyse: '用這份資料先得到一個答案',
      fix: '接著匯入這個檔案',
    },
    columnIs: (column, field) => `${column} 作為 ${field}`,
  },
}
