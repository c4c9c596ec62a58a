/** Lists of metrics, as kube-state-metrics reads them: by its own engine of expressions, behind a small program of Go (conformance/metric-lists). */
import * as fc from 'fast-check';
import { CardinalityPolicy, Relabeling } from '../../../lib/policy';
import { scrapeRelabeling } from '../../../lib/policy/cardinality/compilers/series-relabeling';
import { splitPolicy } from '../../../lib/scraping/exporters/metric-list';
import { buildProgram, GoProgram } from '../go-program';
import { run } from '../processes';
import { Finding } from '../verdict';
import { unlessProblem } from '../words-of-library';

/** What is in metric-lists/. */
export const METRIC_LISTS: GoProgram = { folder: 'metric-lists', needs: 'the engine of kube-state-metrics' };

const SEED = 7;
const POLICIES = 500;

const NAMES = [
  'kube_pod_info', 'kube_pod_labels', 'kube_pod_status_phase', 'kube_pod_container_info', 'kube_pod_container_status_waiting', 'kube_pod_container_status_waiting_reason',
  'kube_pod_init_container_info', 'kube_node_info', 'kube_node_labels', 'kube_node_status_condition', 'kube_deployment_spec_replicas', 'kube_deployment_labels', 'kube_secret_info',
];

interface Answer {
  readonly matched: readonly string[];
  readonly refused?: string;
}

/** Drawn policies: list and scrape together leave what the policy leaves. */
export async function listFindings(): Promise<Finding[]> {
  const policies = drawnPolicies();
  const splits = policies.map((policy) => splitPolicy(policy._plan));
  const lists = splits.flatMap(({ list }) => list ?? []);
  const answers = await ask(lists.map(({ pattern }) => pattern));
  return [
    ...lists.length > POLICIES / 3 ? [] : [{ check: 'enough to compare', message: `only ${lists.length} of ${policies.length} policies have a list` }],
    ...answers.flatMap(({ refused }, index) => refused === undefined ? [] : [{ check: 'expression', message: `${lists[index]!.pattern}: ${refused}` }]),
    ...splits.flatMap(({ list, rest }, index) => {
      const answer = list && answers[lists.indexOf(list)]!;
      const rules = Relabeling.of(scrapeRelabeling(rest).document);
      const made = NAMES.filter((name) => answer === undefined || answer.matched.includes(name) === (list!.flag === 'metric-allowlist'));
      const left = made.filter((name) => rules.apply({ __name__: name }) !== undefined);
      const meant = NAMES.filter((name) => policies[index]!.apply({ __name__: name }) !== undefined);
      return left.join() === meant.join() ? [] : [{ check: 'same series', message: `--${list?.flag}=${list?.pattern} leaves ${left.join()}, the policy ${meant.join()}` }];
    }),
  ];
}

function drawnPolicies(): CardinalityPolicy[] {
  const piece = fc.constantFrom(
    'kube', 'pod', 'node', 'container', 'info', 'labels', 'status', '.*', '.+', '.*?', '[a-z]+', '[^_]*', '(?:pod|node)', '(pod|secret)', '\\w+', '\\d*', 'p?o*d', '[a-z]{4}', '[a-z]{2,4}',
    '(?i)POD', '[[:alpha:]]+', '(?P<kind>pod)',
  );
  const patterns = fc.array(fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('_')), { minLength: 1, maxLength: 3 });
  const some = fc.option(patterns, { nil: undefined });
  return fc.sample(fc.record({ keepMetrics: some, dropMetrics: some, keptToo: some }), { seed: SEED, numRuns: POLICIES }).flatMap(({ keptToo, ...props }) => {
    const policy = unlessProblem(() => {
      const first = new CardinalityPolicy(props);
      return keptToo === undefined ? first : first.and(new CardinalityPolicy({ keepMetrics: keptToo }));
    });
    return policy ? [policy] : [];
  });
}

async function ask(patterns: readonly string[]): Promise<Answer[]> {
  const program = await buildProgram(METRIC_LISTS);
  const { code, stdout, stderr } = await run(program, [], { input: patterns.map((pattern) => JSON.stringify({ pattern, names: NAMES })).join('\n') });
  if (code !== 0) {
    throw new Error(`the engine of kube-state-metrics failed: ${stderr}`);
  }
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Answer);
}
