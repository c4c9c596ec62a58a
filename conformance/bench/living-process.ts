/** What a program has cost so far that goes on living, by what the kernel knows of its process. */
import { readFileSync } from 'node:fs';

const CLOCK_TICKS_PER_SECOND = 100;

export interface Usage {
  /** seconds of processor time, in user mode and in the kernel */
  readonly cpuSeconds: number;
  readonly peakMebibytes: number;
}

export function usageOf(pid: number): Usage {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13).map(Number) as [number, number];
  const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { cpuSeconds: (user + system) / CLOCK_TICKS_PER_SECOND, peakMebibytes: Number(kibibytes) / 1024 };
}
