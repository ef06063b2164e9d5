/** How much of its time this machine gives away to others just now: what a promise in seconds is measured against. */

/** Processor time that is spent to find out, milliseconds. */
const SPENT = 150;

/** Seconds on the clock for each second of work: 1 on a machine at rest. */
export function contention(): number {
  const began = performance.now();
  const before = process.cpuUsage();
  for (;;) {
    for (let i = 0, x = 1; i < 100_000; i++) x = (x * 1103515245 + 12345) % 2147483648;
    const { user, system } = process.cpuUsage(before);
    const spent = (user + system) / 1000;
    if (spent >= SPENT) return Math.max(1, (performance.now() - began) / spent);
  }
}
