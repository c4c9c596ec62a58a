/** What kube-state-metrics may read, asked of a real API server: where each resource is, and what its pods may do there. */
import { ApiObject, App, Chart } from 'cdk8s';
import { KubeStateMetrics, KubeStateMetricsProps } from '../../../lib/scraping';
import { STATE_RESOURCES } from '../../../lib/scraping/exporters/state-resources';
import { ApiServer } from '../../api-server/api-server';
import { Manifest } from '../kubernetes-types';
import { Finding } from '../verdict';

interface Judged {
  readonly object: string;
  readonly findings: readonly Finding[];
}

const NAMESPACE = 'exporters-rights';
const NAME = 'kube-state-metrics';

/** A request that a pod may make, or must not. */
type Request = readonly [allowed: boolean, ...args: string[]];

const CASES: readonly { readonly name: string; readonly props: KubeStateMetricsProps; readonly requests: readonly Request[] }[] = [
  {
    name: 'what rules ask for',
    props: {},
    requests: [
      [true, 'pods', '-A'], [true, 'nodes'], [true, 'deployments', '-A'], [true, 'persistentvolumes'], [true, 'horizontalpodautoscalers', '-A'],
      [false, 'secrets', '-A'], [false, 'configmaps', '-A'], [false, 'leases', '-A'], [false, 'pods', '-n', 'default', 'web-0'],
    ],
  },
  {
    name: 'one namespace',
    props: { namespaces: ['default'], resources: ['pods', 'nodes'] },
    requests: [[true, 'pods', '-n', 'default'], [true, 'nodes'], [false, 'pods', '-A'], [false, 'pods', '-n', 'kube-system'], [false, 'deployments', '-n', 'default']],
  },
  {
    name: 'shards, who look for their StatefulSet by name',
    props: { shards: 2, resources: ['pods'] },
    requests: [
      [true, 'statefulsets', '-n', NAMESPACE, '--field-selector', `metadata.name=${NAME}`], [true, 'statefulsets', '-n', NAMESPACE, NAME], [true, 'pods', '-n', NAMESPACE, `${NAME}-0`],
      [false, 'statefulsets', '-n', NAMESPACE], [false, 'statefulsets', '-n', NAMESPACE, 'another'], [false, 'statefulsets', '-A'],
      [false, 'statefulsets', '-n', NAMESPACE, '--field-selector', 'metadata.name=another'],
    ],
  },
];

export async function judgeRights(server: ApiServer): Promise<Judged[]> {
  const prepared = await server.kubectl(['create', 'namespace', NAMESPACE]);
  if (prepared.code !== 0) {
    throw new Error(`the namespace ${NAMESPACE} could not be made: ${prepared.stderr}`);
  }
  const judged: Judged[] = [{ object: 'kube-state-metrics: where its resources are', findings: await placeFindings(server) }];
  for (const { name, props, requests } of CASES) {
    judged.push({ object: `kube-state-metrics: ${name}`, findings: await rightFindings(server, props, requests) });
  }
  return judged;
}

/** The table beside what the server says that can be listed and watched. */
async function placeFindings(server: ApiServer): Promise<Finding[]> {
  const { stdout } = await server.kubectl(['api-resources', '--no-headers', '--verbs=list,watch']);
  const served = stdout.trim().split('\n').map((line) => line.split(/\s+/)).map((words) => {
    const place = words.findIndex((word) => word === 'true' || word === 'false');
    const version = words[place - 1]!;
    return { name: words[0]!, apiGroup: version.includes('/') ? version.split('/')[0]! : '', namespaced: words[place] === 'true' };
  });
  return Object.entries(STATE_RESOURCES).filter(([name, { apiGroup, namespaced }]) =>
    !served.some((each) => each.name === name && each.apiGroup === apiGroup && each.namespaced === namespaced)).map(([name]) => ({
    check: 'resources', message: `${name}: the server has ${JSON.stringify(served.filter((each) => each.name === name))}`,
  }));
}

async function rightFindings(server: ApiServer, props: KubeStateMetricsProps, requests: readonly Request[]): Promise<Finding[]> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifestsOf(props) });
  const applied = await server.kubectl(['apply', '--server-side', '-f', '-'], { input });
  if (applied.code !== 0) {
    return [{ check: 'apply', message: applied.stderr }];
  }
  const findings = await Promise.all(requests.map(async ([allowed, ...args]) => {
    const { code, stderr } = await server.kubectl(['get', ...args, `--as=system:serviceaccount:${NAMESPACE}:${NAME}`]);
    const forbidden = /is forbidden/.test(stderr);
    // what is allowed and not there is not found
    const taken = code === 0 || /NotFound/.test(stderr);
    return (allowed ? taken : forbidden) ? [] : [{ check: 'rights', message: `get ${args.join(' ')} is ${allowed ? 'refused' : 'allowed'}: ${stderr.trim()}` }];
  }));
  await server.kubectl(['delete', '--wait=false', '-f', '-'], { input });
  return findings.flat();
}

function manifestsOf(props: KubeStateMetricsProps): Manifest[] {
  const chart = new Chart(new App(), 'monitoring', { namespace: NAMESPACE });
  new KubeStateMetrics(chart, NAME, props);
  return chart.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson() as Manifest);
}
