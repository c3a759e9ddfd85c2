import type { OpenTestStore } from './open.ts'

export function datasetsContract(open: OpenTestStore): void {
  void open
}
