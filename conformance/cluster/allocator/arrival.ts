/** What was scraped has arrived, under the names of those who showed it. */
import { AllocatorStage } from './allocator-stage';
import { awaitDelivery, table } from '../delivery';
import { NODE } from '../node-files';
import { Attributes, Count } from '../sink';
import { PATIENCE_S } from '../stage';
import { Sending } from '../telemetry-count';

/** Of those who are annotated, and of those behind a Service. */
const JOBS = ['annotated-pods', 'behind-services'];

/** What the kubelet of the node says, and cAdvisor in it: a job, and a metric without which it is another page. */
const OF_THE_NODE = { kubelet: 'kubelet_running_pods', cadvisor: 'container_memory_working_set_bytes' };

export async function expectArrival({ sink, world, checks }: AllocatorStage, run: string, sendings: readonly Sending[]): Promise<void> {
  const scraped = sendings.filter(({ sent }) => sent > 0);
  const deliveries = await awaitDelivery(sink, run, scraped, world.routes, { patience: PATIENCE_S });
  console.log(table(run, deliveries).map((line) => `      ${line}`).join('\n'));
  for (const { kind, route, missing } of deliveries) {
    checks.expect(`${run}: all series (${kind}) arrived at ${route}`, missing === 0, `${missing} missing`);
  }
  const { counts } = await sink.report(run);
  const several = counts.filter(({ origins }) => origins.length !== 1);
  checks.expect(`${run}: every target is one target`, counts.length > 0 && several.length === 0,
    several.slice(0, 2).map(({ source, origins }) => `${source} is ${JSON.stringify(origins.map(({ attributes }) => attributes))}`).join('; '));
  const wrong = counts.flatMap(wrongLabels);
  checks.expect(`${run}: job, namespace, pod, container and node are right on everything`, wrong.length === 0, wrong.slice(0, 3).join('; '));
}

/** What is wrong with the labels of the series of a source, which is `namespace/pod/container`. */
export function wrongLabels({ source, origins }: Pick<Count, 'source' | 'origins'>): string[] {
  const [namespace, pod, container] = source.split('/');
  return origins.flatMap(({ attributes }) => {
    const wanted: Attributes = { namespace: namespace!, pod: pod!, node: NODE, ...'container' in attributes ? { container: container! } : {} };
    const wrong = Object.entries(wanted).filter(([name, value]) => attributes[name] !== value).map(([name, value]) => `${name} is ${attributes[name] ?? 'absent'}, not ${value}`);
    const { job = 'absent' } = attributes;
    return [...wrong, ...JOBS.includes(job) ? [] : [`job is ${job}, not one of ${JOBS.join(', ')}`]].map((what) => `${source}: ${what}`);
  });
}

/** Every target answers, and is one; the kubelet of the node is among them. */
export async function expectTargetsUp({ sink, checks }: AllocatorStage, scenario: string): Promise<void> {
  const up = await sink.series('up');
  const down = up.filter(({ highest }) => highest !== 1);
  checks.expect(`${scenario}: every target was up`, down.length === 0, JSON.stringify(down.map(({ labels }) => labels)));
  const targets = up.map(({ labels }) => `${labels.job ?? ''} ${labels.instance ?? ''}`);
  checks.expect(`${scenario}: no target has two names`, targets.every((target, index) => targets.indexOf(target) === index), targets.join(', '));
  for (const [job, metric] of Object.entries(OF_THE_NODE)) {
    const found = (await sink.series(metric)).filter(({ labels }) => labels.job === job && labels.node === NODE);
    checks.expect(`${scenario}: ${job} is scraped (${metric})`, found.length > 0);
  }
}
