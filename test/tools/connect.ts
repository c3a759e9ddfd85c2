import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { createMcpServer } from '../../src/faces/mcp.ts'
import type { Product } from './with-data.ts'

/** A real client of the protocol over the product, in memory. */
export async function connect({ holdfast }: Pick<Product, 'holdfast'>): Promise<Client> {
  const [mine, theirs] = InMemoryTransport.createLinkedPair()
  const client = new Client({ name: 'test', version: '1' })
  await Promise.all([createMcpServer(Promise.resolve(holdfast)).connect(theirs), client.connect(mine)])
  return client
}
