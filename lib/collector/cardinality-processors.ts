import { CardinalityPolicy } from '../policy';
import { at, fail, ProblemsError } from '../validation';
import { Processor } from './components/component';
import { FilterProcessor } from './components/processors/filter-processor';
import { GroupByAttrsProcessor } from './components/processors/group-by-attrs-processor';
import { TransformProcessor } from './components/processors/transform-processor';
import { collectorSteps } from '../policy/cardinality/compilers/collector-steps';
import { Compiled } from '../policy/cardinality/compilers/compiled';
import { otlpProgram, OttlStage, scrapedProgram } from '../policy/cardinality/compilers/ottl/ottl-program';
import { PolicyStep } from '../policy/cardinality/policy-plan';

const CALLER = 'CardinalityProcessors';

/** Where a policy acts in a collector. */
export interface CardinalityProcessorsOptions {
  /**
   * What tells the processors from those of other policies in a collector.
   *
   * @default 'cardinality'
   */
  readonly name?: string;

  /**
   * Attributes of data points by the labels that they become in Prometheus, where the two differ: `{ http_route: 'http.route' }`.
   * Only behind OTLP: what is scraped has labels.
   *
   * @default - every attribute has the name of its label
   */
  readonly attributes?: { [label: string]: string };
}

/**
 * A policy as processors of a collector: it can do what no scrape of Prometheus can, make series one and keep their values right.
 *
 * Series become one where they are data points of one metric of one resource in one batch, which a scrape of a target is, and an export of an
 * application: so the processors belong into the collector that receives first, before anything that takes batches apart. A counter of series that
 * come and go goes down when one of them is gone, which looks like a restart.
 *
 * Summaries keep their labels, unless a policy says that none become the same: nothing can merge quantiles. A histogram is one thing, and stays when
 * any of its series does.
 */
export class CardinalityProcessors {
  /**
   * Processors behind a receiver that scrapes, where names and labels are those of Prometheus. What a collector cannot do fails, and so do
   * `attributes`.
   */
  public static scraped(policy: CardinalityPolicy, options: CardinalityProcessorsOptions = {}): Processor[] {
    if (options.attributes) {
      fail(CALLER, { what: 'attributes are given for what is scraped', why: 'its data points have the labels of Prometheus', fix: 'leave attributes out, or otlp(…)' });
    }
    return cardinalityProcessors(compiled(policy, scrapedProgram), CALLER, options.name);
  }

  /**
   * Processors behind a receiver of OTLP. The policy speaks of the names that metrics will have in Prometheus (`http_requests_total` for a counter
   * `http.requests`), as exporters translate them; their own names stay. What a collector cannot do fails: expressions on labels, for example, which
   * do not say what attributes they are.
   *
   * @see https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/
   */
  public static otlp(policy: CardinalityPolicy, options: CardinalityProcessorsOptions = {}): Processor[] {
    return cardinalityProcessors(compiled(policy, (steps) => otlpProgram(steps, options.attributes ?? {})), CALLER, options.name);
  }

  private constructor() {}
}

function compiled(policy: CardinalityPolicy, compile: (steps: readonly PolicyStep[]) => Compiled<readonly OttlStage[]>): Compiled<readonly OttlStage[]> {
  const { document: steps, findings } = collectorSteps(policy._plan);
  const program = compile(steps);
  return { document: program.document, findings: [...findings, ...program.findings] };
}

/** Processors, one for each stage. What could not be compiled fails. */
export function cardinalityProcessors({ document, findings }: Compiled<readonly OttlStage[]>, caller: string, prefix: string = 'cardinality'): Processor[] {
  if (findings.length > 0) {
    throw new ProblemsError(at(caller, findings));
  }
  return document.map(({ kind, lines }, index) => {
    const name = `${prefix}-${index}`;
    switch (kind) {
      case 'filter': return new FilterProcessor({ name, metricConditions: [...lines] });
      case 'transform': return new TransformProcessor({ name, metricStatements: [...lines] });
      case 'compact': return new GroupByAttrsProcessor({ name });
    }
  });
}
