/** Ends the run early, but whole: whatever interrupts it, exit handlers clean up. */
import { existsSync, readFileSync } from 'node:fs';

const SIGNALS = [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const;
/** npm, npx, projen and tsx are Node.js programs (npm shows its command instead of `node`), with a shell between one and the next. */
const LAUNCHER = /^(node|npm|npx|sh)\b/;

/** The programs that started this one, up to the first that was not started for its sake. */
function launchers(pid = process.ppid): number[] {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  const [, name] = /^Name:\s+(.*)$/m.exec(status) ?? [];
  const above = LAUNCHER.test(name ?? '') ? launchers(Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1])) : [];
  const isUsersShell = name === 'sh' && above.length === 0;
  return !LAUNCHER.test(name ?? '') || isUsersShell ? [] : [pid, ...above];
}

/** To terminate `npm run` ends npm and no more: the signal does not reach this process, which would go on for minutes with nobody to see it. */
export function exitWhenInterrupted(): void {
  for (const [signal, code] of SIGNALS) {
    process.on(signal, () => process.exit(code));
  }
  const watched = launchers();
  setInterval(() => watched.every((pid) => existsSync(`/proc/${pid}`)) || process.exit(143), 1000).unref();
}
