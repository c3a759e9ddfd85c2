import type { Phrases } from '../../locales/index.ts'

interface PageWords {
  title: string
  overview: string
  sources: string
  tables: string
  gates: string
  reports: string
  ask: string
  askHint: string
  open: string
  empty: string
  wrong: string
}

/** Words of the dashboard page; the page picks by the browser's language. */
export const pageWords: Phrases<PageWords> = {
  en: {
    title: 'Holdfast',
    overview: 'Overview',
    sources: 'Sources',
    tables: 'Tables',
    gates: 'What the data allows',
    reports: 'Reports',
    ask: 'Access token',
    askHint: 'holdfast serve --http --show-token prints it.',
    open: 'Open',
    empty: 'Nothing yet.',
    wrong: 'The server answered:',
  },
  'zh-CN': {
    title: 'Holdfast',
    overview: '概览',
    sources: '数据来源',
    tables: '数据表',
    gates: '数据能回答什么',
    reports: '报告',
    ask: '访问令牌',
    askHint: '用 holdfast serve --http --show-token 显示。',
    open: '打开',
    empty: '暂无内容。',
    wrong: '服务器回答:',
  },
  'zh-TW': {
    title: 'Holdfast',
    overview: '總覽',
    sources: '資料來源',
    tables: '資料表',
    gates: '資料能回答什麼',
    reports: '報告',
    ask: '存取權杖',
    askHint: '用 holdfast serve --http --show-token 顯示。',
    open: '開啟',
    empty: '尚無內容。',
    wrong: '伺服器回答:',
  },
}
