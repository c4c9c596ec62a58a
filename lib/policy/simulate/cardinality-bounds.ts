import { decimal } from './report/number-text';
import { visible } from './report/report-text';

/** Between what numbers of series the truth is. */
export interface BoundFigures {
  /**
   * The metric.
   *
   * @default - all metrics that the status does not name
   */
  readonly metric?: string;

  /** Series in the head of Prometheus. */
  readonly before: number;

  /** The policy leaves so many at least. */
  readonly atLeast: number;

  /** The policy leaves so many at most. */
  readonly atMost: number;
}

/**
 * What a status of Prometheus says about the effect of a policy: spans, because it counts series and does not show them. The series of the head
 * are those of the last hours, also such as do not come any more.
 */
export class CardinalityBounds {
  /** Series in the head. */
  public readonly before: number;

  /** The policy leaves so many at least. */
  public readonly atLeast: number;

  /** The policy leaves so many at most. */
  public readonly atMost: number;

  /** By metric, the largest first; at the end those that the status does not name. */
  public readonly metrics: BoundFigures[];

  /** @internal */
  public constructor(before: number, metrics: BoundFigures[]) {
    this.before = before;
    this.metrics = metrics;
    this.atLeast = metrics.reduce((sum, { atLeast }) => sum + atLeast, 0);
    this.atMost = metrics.reduce((sum, { atMost }) => sum + atMost, 0);
  }

  /** For a terminal. */
  public toText(): string {
    const rows = [
      ['series of the head', 'before', 'after, at least', 'at most'],
      ['total', ...[this.before, this.atLeast, this.atMost].map(decimal)],
      ...this.metrics.map(({ metric, before, atLeast, atMost }) => [`  ${metric === undefined ? '(others)' : visible(metric)}`, ...[before, atLeast, atMost].map(decimal)]),
    ];
    const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
    return `${rows.map((row) => row.map((cell, column) => column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)).join('   ')).join('\n')}\n`;
  }

  /** All figures. */
  public toJson(): string {
    const { before, atLeast, atMost, metrics } = this;
    return `${JSON.stringify({ before, atLeast, atMost, metrics }, undefined, 2)}\n`;
  }
}
