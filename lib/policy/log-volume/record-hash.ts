import { createHash } from 'node:crypto';

const DIGITS = 8;

/** The first digits that a hash of a record must stay below. */
export function hashThreshold(percent: number): string {
  return Math.floor(percent / 100 * 16 ** DIGITS).toString(16).padStart(DIGITS, '0');
}

/** Whether a rule keeps a record among those of which a share stays: texts of hexadecimal digits are in the order of their numbers. */
export function shareKeeps(rule: string, time: bigint, body: string, percent: number): boolean {
  return createHash('sha256').update(`${rule}\n${time}\n${body}`, 'utf8').digest('hex') < hashThreshold(percent);
}
