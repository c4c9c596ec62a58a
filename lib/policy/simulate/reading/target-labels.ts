import { SeriesIntake, TargetLabels } from './series-intake';
import { SeriesTable } from '../counting/series-table';
import { TargetTable } from '../counting/target-table';

const EXPORTED = 'exported_';

/**
 * Labels of a target as Prometheus puts them on what it scrapes: those that a series has under the same names are kept as `exported_…`, or, by
 * `honor_labels`, win.
 *
 * @see https://github.com/prometheus/prometheus/blob/v0.315.0/scrape/scrape.go
 */
export class ScrapedTarget implements TargetLabels {
  private readonly labels: readonly { readonly name: number; readonly pair: number }[];
  private readonly target: number;

  public constructor(
    private readonly table: SeriesTable, targets: TargetTable, labels: { readonly [name: string]: string }, private readonly honorLabels: boolean,
  ) {
    // shorter names first: so are conflicts resolved
    const sorted = Object.entries(labels).filter(([, value]) => value !== '')
      .sort(([one], [other]) => Buffer.byteLength(one) - Buffer.byteLength(other) || (one < other ? -1 : 1));
    this.labels = sorted.map(([label, value]) => {
      const name = table.names.internText(0, label);
      return { name, pair: table.pairs.internText(name, value) };
    });
    this.target = targets.number(labels.job ?? '', labels.instance ?? '', JSON.stringify(sorted));
  }

  public complete(series: SeriesIntake, before: number): number {
    let length = before;
    const conflicts: { readonly name: number; readonly pair: number }[] = [];
    for (const { name, pair } of this.labels) {
      const index = series.indexOf(name);
      if (index < 0) {
        length = this.honorLabels && series.isEmpty(name) ? length : series.push(name, pair);
      } else if (!this.honorLabels) {
        conflicts.push({ name, pair: series.pairAt(index) });
        series.setAt(index, pair);
      }
    }
    conflicts.forEach(({ name, pair }) => {
      const free = this.freeName(series, name);
      length = series.push(free, this.table.pairs.retag(free, pair));
    });
    return length;
  }

  public number(): number {
    return this.target;
  }

  private freeName(series: SeriesIntake, name: number): number {
    const exported = this.table.names.internText(0, `${EXPORTED}${this.table.names.text(name)}`);
    return series.indexOf(exported) < 0 ? exported : this.freeName(series, exported);
  }
}

/** Series that have the labels of their targets already: `job` and `instance` say which they are. */
export class LabelledTarget implements TargetLabels {
  private readonly job: number;
  private readonly instance: number;
  private readonly numbers = new Map<number, Map<number, number>>();

  public constructor(private readonly table: SeriesTable, private readonly targets: TargetTable) {
    this.job = table.names.internText(0, 'job');
    this.instance = table.names.internText(0, 'instance');
  }

  public complete(_series: SeriesIntake, length: number): number {
    return length;
  }

  public number(series: SeriesIntake): number {
    const [job, instance] = [pairOf(series, this.job), pairOf(series, this.instance)];
    return this.numbers.get(job)?.get(instance) ?? this.learn(job, instance);
  }

  private learn(job: number, instance: number): number {
    const [jobName, instanceName] = [job, instance].map((pair) => pair < 0 ? '' : this.table.pairs.text(pair)) as [string, string];
    const number = this.targets.number(jobName, instanceName);
    const instances = this.numbers.get(job) ?? new Map<number, number>();
    this.numbers.set(job, instances.set(instance, number));
    return number;
  }
}

function pairOf(series: SeriesIntake, name: number): number {
  const index = series.indexOf(name);
  return index < 0 ? -1 : series.pairAt(index);
}
