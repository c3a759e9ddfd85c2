import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isFault } from '../../src/fault.ts'
import type { Folders } from '../../src/kernel/config.ts'
import { csvCell, csvLine } from '../../src/kernel/csv-out.ts'
import { safeFileName } from '../../src/kernel/exports.ts'
import { inboxFiles, isChatUpload, readableFile } from '../../src/kernel/file-access.ts'

let folders: Folders
let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'holdfast-access-'))
  const inbox = join(home, 'inbox')
  mkdirSync(join(inbox, 'sub'), { recursive: true })
  mkdirSync(join(home, 'outside'))
  writeFileSync(join(inbox, 'orders.csv'), 'a,b\n1,2\n')
  writeFileSync(join(inbox, 'sub', 'Été.csv'.normalize('NFD')), 'a\n1\n')
  writeFileSync(join(inbox, '.hidden.csv'), 'a\n')
  writeFileSync(join(home, 'outside', 'secret.csv'), 'a\n1\n')
  symlinkSync(join(home, 'outside', 'secret.csv'), join(inbox, 'link.csv'))
  symlinkSync(join(home, 'outside'), join(inbox, 'folder-link'))
  folders = { inbox, output: join(home, 'output'), readRoots: [inbox] }
})

const codeOf = async (path: string): Promise<string> => {
  try {
    return (await readableFile(folders, path)).name
  } catch (error) {
    if (isFault(error)) return error.code
    throw error
  }
}

describe('a path given by a user', () => {
  it('finds a name in the inbox, quoted or not, and a path in full', async () => {
    expect(await codeOf('orders.csv')).toBe('orders.csv')
    expect(await codeOf(' "orders.csv" ')).toBe('orders.csv')
    expect(await codeOf(join(folders.inbox, 'orders.csv'))).toBe('orders.csv')
    expect(await codeOf(`file://${join(folders.inbox, 'orders.csv')}`)).toBe('orders.csv')
  })

  it('forgives case and the composition of accents', async () => {
    expect(await codeOf('Orders.CSV')).toBe('orders.csv')
    expect((await codeOf('sub/été.csv')).normalize('NFC')).toBe('Été.csv')
  })

  it.each([
    ['/etc/passwd', 'path_not_allowed'],
    ['../outside/secret.csv', 'path_not_allowed'],
    ['sub/../../outside/secret.csv', 'path_not_allowed'],
    ['link.csv', 'path_not_allowed'],
    ['folder-link/secret.csv', 'path_not_allowed'],
    ['https://example.com/orders.csv', 'path_not_allowed'],
    ['missing.csv', 'file_not_found'],
    ['sub', 'invalid_input'],
    ['a\0b.csv', 'file_not_found'],
    ['/mnt/user-data/uploads/orders.csv', 'chat_upload_path'],
    ['/mnt/data/orders.csv', 'chat_upload_path'],
    ['sandbox:/mnt/data/orders.csv', 'chat_upload_path'],
    ['https://files.oaiusercontent.com/file-abc?x=1', 'chat_upload_path'],
    ['https://chat.example.com/file-service/123/orders.csv', 'chat_upload_path'],
    ['file-AbCdEf0123456789', 'chat_upload_path'],
  ])('refuses %s with %s', async (path, code) => {
    expect(await codeOf(path)).toBe(code)
  })

  it('does not take a file of one’s own for an upload', () => {
    expect(isChatUpload('/home/me/data/orders.csv')).toBe(false)
    expect(isChatUpload('mnt-data.csv')).toBe(false)
  })

  it('lists what waits in the inbox, and knows what is imported', async () => {
    expect(await inboxFiles(folders, new Set())).toEqual([{ name: 'orders.csv', bytes: 8, imported: false }])
    const { createHash } = await import('node:crypto')
    const hash = createHash('sha256').update('a,b\n1,2\n').digest('hex')
    expect(await inboxFiles(folders, new Set([hash]))).toMatchObject([{ imported: true }])
  })
})

describe('a cell on its way into a spreadsheet', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+cmd|x', "'+cmd|x"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\uff1d1', "'\uff1d1"],
    [' =1', "' =1"],
    ['-12.50', '-12.50'],
    ['+8613800000000', '+8613800000000'],
    ['a,"b"', '"a,""b"""'],
    ['王小明', '王小明'],
  ])('%s becomes %s', (text, written) => {
    expect(csvCell(text)).toBe(written)
  })

  it('keeps numbers and leaves blanks for what is missing', () => {
    expect(csvLine([1.5, null, true, 'x'])).toBe('1.5,,true,x\r\n')
  })

  it('makes names that mean nothing to a file system', () => {
    expect(safeFileName('../../etc/passwd')).toBe('etc_passwd')
    expect(safeFileName('高价值 客户:A/B')).toBe('高价值_客户_A_B')
    expect(safeFileName('...')).toBe('rows')
  })
})
