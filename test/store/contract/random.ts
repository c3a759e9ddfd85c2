import type { OpenTestStore } from './open.ts'

export function randomContract(open: OpenTestStore): void {
  void open
}
