import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { chromium } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { createHttpApp } from '../../src/faces/http.ts'
import { openProduct, realTools } from '../faces/fixture-product.ts'
import { importSmallTables, smallTables } from '../contract/small-data.ts'
import { browserPath, hasBrowser, whySkipped } from '../browser.ts'

const token = 'token-of-the-dashboard-test-long-enough'

it.skipIf(!hasBrowser)(
  `shows the data in a real browser, asks for the token, and runs nothing from a file${whySkipped}`,
  async () => {
    const { holdfast, end } = await openProduct([realTools])
    await importSmallTables(
      holdfast,
      smallTables({ industry: n => (n % 2 ? 'Retail' : '<img src=x onerror=alert(1)>') }),
    )
    const server = serve({ fetch: createHttpApp(holdfast, { token }).fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise<void>(done => {
      if (server.listening) done()
      else server.once('listening', () => done())
    })
    const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] })
    onTestFinished(async () => {
      await browser.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      server.close()
      await end()
    })
    // Listening on a port, the address is never a pipe's name.
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const page = await browser.newPage({ locale: 'zh-TW' })
    const problems: string[] = []
    const asked: string[] = []
    page.on('pageerror', error => problems.push(error.message))
    page.on('dialog', dialog => problems.push(dialog.message()))
    page.on('request', request => asked.push(new URL(request.url()).host))

    await page.goto(address)
    await page.locator('#login').waitFor({ state: 'visible' })
    expect(await page.locator('#login').textContent()).toContain('存取權杖')
    await page.fill('#token', token)
    await page.click('#login button')
    await page.locator('#content').waitFor({ state: 'visible' })
    expect(await page.locator('#overview').textContent()).toMatch(/60/)
    expect(await page.locator('#sources table tbody tr').count()).toBe(2)

    // The token may come in the fragment, which no server sees, and does not stay in the address.
    const other = await browser.newPage()
    await other.goto(`${address}#token=${token}`)
    await other.locator('#content').waitFor({ state: 'visible' })
    expect(other.url()).toBe(address)
    expect(problems).toEqual([])
    expect(new Set(asked)).toEqual(new Set([new URL(address).host]))
  },
  120_000,
)
