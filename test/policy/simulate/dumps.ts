import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CardinalityPolicy, CardinalityReport, CardinalitySimulator, DumpTarget, SeriesDump } from '../../../lib';
import { Inventory } from '../../../lib/policy/simulate/counting/inventory';
import { DumpReader } from '../../../lib/policy/simulate/reading/dump-reader';
import { OpenReader, readsPage, readsSeries } from '../../../lib/policy/simulate/series-dump';
import { ProblemsError } from '../../../lib/validation';

/** Has a reader read a text, in pieces of so many bytes. */
export function readInPieces(reader: DumpReader, dump: string | Buffer, size = 1_000_000): void {
  const bytes = Buffer.from(dump);
  for (let start = 0; start < bytes.length; start += size) {
    reader.push(bytes.subarray(start, start + size));
  }
  reader.end();
}

/** The labels of all series of an inventory. */
export function seriesIn({ table }: Inventory): { [name: string]: string }[] {
  return Array.from({ length: table.size }, (_, row) => Object.fromEntries(Array.from({ length: table.length(row) }, (__, index) => {
    const pair = table.pair(row, index);
    return [table.names.text(table.pairs.tagOf(pair)), table.pairs.text(pair)];
  })));
}

function readBy(open: OpenReader, dump: string | Buffer, size?: number): Inventory {
  const inventory = new Inventory();
  readInPieces(open('dump', inventory), dump, size);
  return inventory;
}

/** The series of a page of the text format. */
export function readText(page: string | Buffer, target: DumpTarget = {}, size?: number): { [name: string]: string }[] {
  return seriesIn(readBy(readsPage('text', target), page, size));
}

/** The series of a page of OpenMetrics. */
export function readOpenMetrics(page: string | Buffer, size?: number): { [name: string]: string }[] {
  return seriesIn(readBy(readsPage('openMetrics', {}), page, size));
}

/** The series of an answer of Prometheus. */
export function readSeries(answer: string | Buffer, size?: number): { [name: string]: string }[] {
  return seriesIn(readBy(readsSeries, answer, size));
}

/** Where something is refused, and why: `dump:1:3: what`. */
export function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error.problems.map(({ path, what }) => `${path}: ${what}`).join('\n');
    }
    throw error;
  }
  return 'nothing is refused';
}

/** Writes a dump to a file for as long as it is used. */
export function withFile<T>(content: string | Buffer, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'dump-'));
  try {
    const path = join(folder, 'dump.txt');
    writeFileSync(path, content);
    return use(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a policy leaves of pages, each of a target of its own. */
export function simulatePages(pages: readonly string[], policy?: CardinalityPolicy, targets: readonly DumpTarget[] = []): CardinalityReport {
  return pages.reduceRight<(dumps: SeriesDump[]) => CardinalityReport>(
    (inner, page, index) => (dumps) => withFile(page, (path) => inner([SeriesDump.exposition(path, targets[index]), ...dumps])),
  (dumps) => CardinalitySimulator.simulate({ policy, dumps }),
  )([]);
}
