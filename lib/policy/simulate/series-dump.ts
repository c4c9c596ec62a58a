import { closeSync, openSync, readSync } from 'fs';
import { Inventory } from './counting/inventory';
import { DumpReader } from './reading/dump-reader';
import { PageReader } from './reading/page-reader';
import { SeriesIntake } from './reading/series-intake';
import { SeriesReader } from './reading/series-reader';
import { LabelledTarget, ScrapedTarget } from './reading/target-labels';
import { fail } from '../../validation';
import { isLabelName, LabelNames } from '../relabel/label-names';
import { unreadable } from '../text-file';

const CALLER = 'SeriesDump';

/** The target that has served a page: Prometheus puts its labels on every series. */
export interface DumpTarget {
  /**
   * The job that scrapes it.
   *
   * @default - none
   */
  readonly job?: string;

  /**
   * Its address, with the port.
   *
   * @default - none
   */
  readonly instance?: string;

  /**
   * Its other labels.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * Whether labels that the page has itself win over those of the target. Otherwise they are kept as `exported_…`.
   *
   * @default false
   */
  readonly honorLabels?: boolean;
}

/** How a dump is read into an inventory. @internal */
export type OpenReader = (source: string, inventory: Inventory) => DumpReader;

/** Files are read in pieces of this many bytes: a dump may be larger than the memory. */
const PIECE = 1024 * 1024;

/**
 * Series of a real program, as it serves or lists them. What cannot be read fails, with its line and column: a part of a dump would be a wrong
 * number.
 */
export class SeriesDump {
  /**
   * A page in the text format 0.0.4, as most targets serve it: `curl http://target:port/metrics`.
   *
   * @see https://github.com/prometheus/docs/blob/main/docs/instrumenting/exposition_formats.md
   */
  public static exposition(path: string, target: DumpTarget = {}): SeriesDump {
    return new SeriesDump(path, readsPage('text', target));
  }

  /**
   * A page of OpenMetrics 1.0. Its last line is `# EOF`.
   *
   * @see https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md
   */
  public static openMetrics(path: string, target: DumpTarget = {}): SeriesDump {
    return new SeriesDump(path, readsPage('openMetrics', target));
  }

  /**
   * The answer of `/api/v1/series`. Its series have the labels of their targets already; what kind a metric is it does not say.
   *
   * @see https://prometheus.io/docs/prometheus/latest/querying/api/#finding-series-by-label-matchers
   */
  public static series(path: string): SeriesDump {
    return new SeriesDump(path, readsSeries);
  }

  private constructor(private readonly path: string, private readonly open: OpenReader) {}

  /** Reads it piece by piece. @internal */
  public _read(inventory: Inventory): void {
    const reader = this.open(this.path, inventory);
    const file = openFile(this.path);
    try {
      const piece = Buffer.allocUnsafe(PIECE);
      for (let length = readPiece(this.path, file, piece); length > 0; length = readPiece(this.path, file, piece)) {
        reader.push(piece.subarray(0, length));
      }
    } finally {
      closeSync(file);
    }
    reader.end();
  }
}

/** Reads pages of a target. */
export function readsPage(format: 'text' | 'openMetrics', { job, instance, labels = {}, honorLabels = false }: DumpTarget): OpenReader {
  const twice = Object.entries({ job, instance }).find(([name, value]) => value !== undefined && value !== (labels[name] ?? value));
  if (twice !== undefined) {
    fail(CALLER, { what: `${twice[0]} is '${twice[1]}', and labels.${twice[0]} is '${labels[twice[0]]}'`, why: 'a target has one of them', fix: `leave ${twice[0]} out of labels` });
  }
  const all: { [name: string]: string } = { ...labels, ...job === undefined ? {} : { job }, ...instance === undefined ? {} : { instance } };
  const odd = Object.keys(all).find((name) => !isLabelName(LabelNames.UTF8, name) || name.startsWith('__'));
  if (odd !== undefined) {
    fail(CALLER, { what: `labels has '${odd}'`, why: 'no label of a series may have it for a name', fix: "a name such as 'cluster'" });
  }
  return (source, inventory) => {
    const { table, targets, kinds } = inventory;
    inventory.overlaps ||= honorLabels;
    Object.keys(all).forEach((name) => inventory.targetLabels.add(table.names.internText(0, name)));
    return PageReader[format](source, new SeriesIntake(table, kinds, new ScrapedTarget(table, targets, all, honorLabels)));
  };
}

/** Reads lists of series. */
export const readsSeries: OpenReader = (source, { table, targets, kinds }) =>
  new SeriesReader(source, new SeriesIntake(table, kinds, new LabelledTarget(table, targets)));

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    return cannotRead(path, error as Error);
  }
}

function readPiece(path: string, file: number, piece: Buffer): number {
  try {
    return readSync(file, piece);
  } catch (error) {
    return cannotRead(path, error as Error);
  }
}

function cannotRead(path: string, error: Error): never {
  return unreadable(CALLER, path, error, 'there is nothing to count');
}
