import type { Phrases } from '../../locales/index.ts'

/** What the command line says in its own voice. */
export interface CliWords {
  imported: (file: string, used: number, read: number) => string
  takeMapping: string
  notTaken: (file: string) => string
  backupWritten: (file: string) => string
  httpReady: (address: string) => string
  waitsForClient: string
  tokenAt: (file: string) => string
  allWell: string
  problems: (count: number) => string
  client: string
  alert: (f: { day: string; who: string; what: string; risk: string; action: string }) => string
  moreAlerts: (n: string) => string
  noNewAlerts: string
}

export const cliWords: Phrases<CliWords> = {
  en: {
    imported: (file, used, read) => `${file}: ${used} of ${read} rows taken`,
    takeMapping: 'Take it as read above? [y/N] ',
    notTaken: file =>
      `${file} was not imported: confirm with --yes, or call import_data with the mapping you mean.`,
    backupWritten: file => `Copy of the store written to ${file}`,
    httpReady: address => `Listening on ${address}`,
    waitsForClient:
      'Waiting for a chat client on standard input (Ctrl-C ends). `holdfast --help` lists the commands, `holdfast check` prints what a client needs.',
    tokenAt: file => `The token lies in ${file}; --show-token prints it.`,
    allWell: 'All is well.',
    problems: count => `${count} problem(s) found.`,
    client: 'For a chat client (mcpServers):',
    alert: f => `${f.day}  ${f.who}: ${f.what}; ${f.risk}. ${f.action}`,
    moreAlerts: n => `… and ${n} more of less value: check_alerts lists them page by page.`,
    noNewAlerts: 'No new alert.',
  },
  'zh-CN': {
    imported: (file, used, read) => `${file}：读取 ${read} 行，采用 ${used} 行`,
    takeMapping: '按上面的读法导入吗？[y/N] ',
    notTaken: file => `${file} 未导入：加 --yes 确认，或用 import_data 指定您要的对应关系。`,
    backupWritten: file => `数据库副本已写到 ${file}`,
    httpReady: address => `正在监听 ${address}`,
    waitsForClient:
      '正在标准输入上等待聊天客户端（Ctrl-C 结束）。`holdfast --help` 列出命令，`holdfast check` 显示客户端所需的配置。',
    tokenAt: file => `令牌保存在 ${file}；用 --show-token 显示。`,
    allWell: '一切正常。',
    problems: count => `发现 ${count} 个问题。`,
    client: '用于聊天客户端（mcpServers）：',
    alert: f => `${f.day}  ${f.who}：${f.what}；${f.risk}。${f.action}`,
    moreAlerts: n => `……另有 ${n} 条价值较低的提醒：check_alerts 可逐页列出。`,
    noNewAlerts: '没有新提醒。',
  },
  'zh-TW': {
    imported: (file, used, read) => `${file}：讀取 ${read} 列，採用 ${used} 列`,
    takeMapping: '依上面的讀法匯入嗎？[y/N] ',
    notTaken: file => `${file} 未匯入：加 --yes 確認，或用 import_data 指定您要的對應關係。`,
    backupWritten: file => `資料庫副本已寫到 ${file}`,
    httpReady: address => `正在監聽 ${address}`,
    waitsForClient:
      '正在標準輸入上等待聊天用戶端（Ctrl-C 結束）。`holdfast --help` 列出指令，`holdfast check` 顯示用戶端所需的設定。',
    tokenAt: file => `權杖保存在 ${file}；用 --show-token 顯示。`,
    allWell: '一切正常。',
    problems: count => `發現 ${count} 個問題。`,
    client: '用於聊天用戶端（mcpServers）：',
    alert: f => `${f.day}  ${f.who}：${f.what}；${f.risk}。${f.action}`,
    moreAlerts: n => `……另有 ${n} 則價值較低的提醒：check_alerts 可逐頁列出。`,
    noNewAlerts: '沒有新提醒。',
  },
}
