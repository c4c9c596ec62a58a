/** Writes what programs say as containerd does: a file for each container, both streams in it, lines over 16 KiB in parts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Program, Written } from './programs';

/** Bytes of a line that containerd writes in one piece; it may cut a letter in two. */
const LARGEST_PART = 16 * 1024;
const BEGINNING = BigInt(Date.parse('2026-11-27T10:00:00Z')) * 1_000_000n;
/** Between two parts; no two have the same time. */
const STEP = 1_000_007n;

/** A record that somebody should read again. */
export interface WrittenRecord {
  /** the file, below the folder of all */
  readonly file: string;
  /** nanoseconds since 1970 of its first part */
  readonly time: bigint;
  readonly body: string;
  readonly severityNumber: number;
  readonly isHealthy: boolean;
  readonly stream: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

interface Part {
  readonly bytes: Buffer;
  readonly tag: 'P' | 'F';
  readonly program: Program;
  /** of the first part of a record: what it will be */
  readonly record?: Written;
}

/** Writes so many rounds of each program below a folder, and says what was written. */
export function writeContainerFiles(folder: string, programs: readonly Program[], rounds: number): WrittenRecord[] {
  const files = new Map<string, Program[]>();
  programs.forEach((program) => files.set(fileOf(program), [...files.get(fileOf(program)) ?? [], program]));
  return [...files].flatMap(([file, writers], index) => writeFile({ folder, file, rounds, beginning: BEGINNING + BigInt(index) }, writers));
}

function fileOf({ namespace, pod, container }: Program): string {
  return join(`${namespace}_${pod}_9f86d081-884c-4d63-a1b2-0c3d4e5f6a7b`, container, '0.log');
}

interface ContainerFile {
  readonly folder: string;
  readonly file: string;
  readonly rounds: number;
  /** nanoseconds since 1970 */
  readonly beginning: bigint;
}

function writeFile({ folder, file, rounds, beginning }: ContainerFile, writers: readonly Program[]): WrittenRecord[] {
  const written: WrittenRecord[] = [];
  const pieces: Buffer[] = [];
  let time = beginning;
  for (let round = 0; round < rounds; round += 1) {
    for (const { bytes, tag, program, record } of mixed(writers.map((writer) => partsOf(writer, round)))) {
      pieces.push(Buffer.from(`${instant(time)} ${program.stream} ${tag} `), bytes, Buffer.from('\n'));
      if (record !== undefined) {
        const { stream, namespace, pod, container } = program;
        const { body, read = body, severityNumber, isHealthy = false } = record;
        written.push({ file, time, body: read, severityNumber, isHealthy, stream, namespace, pod, container });
      }
      time += STEP;
    }
  }
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), Buffer.concat(pieces));
  return written;
}

function partsOf(program: Program, round: number): Part[] {
  return program.round(round).flatMap((record) => record.body.split('\n').flatMap((line, ofRecord) => {
    const bytes = Buffer.from(line, 'utf8');
    const count = Math.max(1, Math.ceil(bytes.length / LARGEST_PART));
    return Array.from({ length: count }, (_, part): Part => ({
      bytes: bytes.subarray(part * LARGEST_PART, (part + 1) * LARGEST_PART),
      tag: part === count - 1 ? 'F' : 'P',
      program,
      ...ofRecord === 0 && part === 0 ? { record } : {},
    }));
  }));
}

/** Streams take turns, also while one of them is within a line. */
function mixed(streams: readonly (readonly Part[])[]): Part[] {
  const longest = Math.max(...streams.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => streams.flatMap((parts) => parts.slice(turn, turn + 1))).flat();
}

/** As a runtime writes it, to the nanosecond. */
export function instant(nanoseconds: bigint): string {
  const milliseconds = new Date(Number(nanoseconds / 1_000_000n)).toISOString();
  return `${milliseconds.slice(0, 19)}.${String(nanoseconds % 1_000_000_000n).padStart(9, '0')}Z`;
}
