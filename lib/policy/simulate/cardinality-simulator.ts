import { Duration } from 'cdk8s';
import { CardinalityBounds } from './cardinality-bounds';
import { CardinalityReport } from './cardinality-report';
import { Inventory } from './counting/inventory';
import { assembleFigures } from './report/assemble-figures';
import { SeriesDump } from './series-dump';
import { policyBounds } from './status/policy-bounds';
import { readTsdbStatus } from './status/tsdb-status';
import { fail, failOnFindings } from '../../validation';
import { amountFindings } from '../cardinality/amount-findings';
import { CardinalityPolicy } from '../cardinality/cardinality-policy';
import { SeriesBudget } from '../cardinality/cardinality-policy-props';
import { lower } from '../cardinality/compose-policies';
import { readTextFile } from '../text-file';

const CALLER = 'CardinalitySimulator';

/** What is reckoned with beside the series themselves. */
export interface SimulationOptions {
  /**
   * What acts on the series.
   *
   * @default - nothing: the report is about what there is
   */
  readonly policy?: CardinalityPolicy;

  /**
   * Budgets beside those of the policy; the lower one counts.
   *
   * @default - those of the policy
   */
  readonly budget?: SeriesBudget;

  /**
   * From one scrape to the next. Nothing at all fails.
   *
   * @default Duration.minutes(1)
   */
  readonly scrapeInterval?: Duration;
}

/** What is simulated. */
export interface SimulationProps extends SimulationOptions {
  /** Where the series come from; none fails. A series that stands in several is one. */
  readonly dumps: SeriesDump[];
}

/** Says what a policy leaves of real series, before it acts anywhere. */
export class CardinalitySimulator {
  /**
   * Counts the series of dumps, and what a policy leaves of them, exactly: as Prometheus would when it scrapes with the rules of the policy.
   *
   * `up` and what else Prometheus adds to each scrape itself are not in the dump of a target, and not counted.
   */
  public static simulate(props: SimulationProps): CardinalityReport {
    if (props.dumps.length === 0) {
      fail(CALLER, { what: 'dumps is empty', why: 'there is nothing to count', fix: "dumps: [SeriesDump.exposition('metrics.txt')]" });
    }
    const inventory = new Inventory();
    props.dumps.forEach((dump) => dump._read(inventory));
    return report(inventory, props);
  }

  /**
   * Between what numbers of series a policy leaves, by the answer of `/api/v1/status/tsdb`. It has the metrics with most series only, and no
   * labels: a dump says more.
   *
   * @param path the file
   * @see https://prometheus.io/docs/prometheus/latest/querying/api/#tsdb-stats
   */
  public static bounds(path: string, policy?: CardinalityPolicy): CardinalityBounds {
    return bounds(path, readTextFile(CALLER, path, 'there is nothing to count'), policy);
  }

  private constructor() {}
}

/** What a status says. */
export function bounds(source: string, text: string, policy: CardinalityPolicy | undefined): CardinalityBounds {
  const status = readTsdbStatus(source, text);
  return new CardinalityBounds(status.series, policyBounds(status, policy?._plan.steps ?? []));
}

/** The report on series that were read. */
export function report(inventory: Inventory, { policy, budget = {}, scrapeInterval = Duration.minutes(1) }: SimulationOptions): CardinalityReport {
  const seconds = scrapeInterval.toMilliseconds() / 1000;
  if (seconds <= 0) {
    fail(CALLER, { what: `scrapeInterval is ${seconds} s`, why: 'there would be samples without end', fix: 'scrapeInterval: Duration.seconds(30)' });
  }
  failOnFindings(CALLER, amountFindings('budget', budget));
  return new CardinalityReport(assembleFigures(inventory, policy?._plan, lower(policy?._plan.budget ?? {}, budget), seconds));
}
