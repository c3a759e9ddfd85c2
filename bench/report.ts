/** One line of JSON for the runner: what a contestant found, and what its process used. */
export function report(found: Record<string, unknown>): void {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  process.stdout.write(
    `${JSON.stringify({ ...found, cpu: (userCPUTime + systemCPUTime) / 1e6, rssMb: maxRSS / 1024 })}\n`,
  )
}

/** Median CPU seconds of `times` runs of `body` in this process. */
export async function cpuMedian(times: number, body: () => unknown): Promise<number> {
  const seconds: number[] = []
  for (let run = 0; run < times; run++) {
    const before = process.cpuUsage()
    await body()
    const { user, system } = process.cpuUsage(before)
    seconds.push((user + system) / 1e6)
  }
  return seconds.sort((one, two) => one - two)[Math.floor(times / 2)] ?? Number.NaN
}
