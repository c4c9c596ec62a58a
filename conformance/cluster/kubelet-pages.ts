/** What the kubelet of the node serves about itself and its pods, simulated and scraped by a real Prometheus. */
import { NODE } from './node-files';
import { Stage } from './stage';
import { CardinalityPolicies, CardinalityPolicy } from '../../lib/policy';
import { judgeScrapes } from '../judging/simulation/judge-simulation';
import { RealPage } from '../judging/simulation/real-pages';
import { realCases } from '../judging/simulation/scrape-cases';

/** Each page, a metric without which it is not the page that is meant, and the policy that the library has for it. */
const PAGES: readonly (readonly [path: string, witness: RegExp, readyMade?: CardinalityPolicy])[] = [
  ['/metrics', /^kubelet_running_pods /m, CardinalityPolicies.kubelet()],
  ['/metrics/cadvisor', /^container_memory_working_set_bytes\{.*pod="[^"]/m, CardinalityPolicies.cadvisor()],
  ['/metrics/probes', /^prober_probe_total\{.*pod="[^"]/m],
  ['/metrics/resource', /^pod_memory_working_set_bytes\{.*pod="[^"]/m],
];

/** Fetched once: a page is another one a moment later, and simulator and Prometheus must see the same. */
export async function kubeletPages({ node, checks }: Stage): Promise<void> {
  const scenario = 'kubelet-pages';
  const pages: RealPage[] = [];
  for (const [path, witness, readyMade] of PAGES) {
    const page = await node.kubectl(['get', '--raw', `/api/v1/nodes/${NODE}/proxy${path}`]);
    checks.expect(`${scenario}: ${path} says ${witness.source}`, witness.test(page), `${page.split('\n').length} lines that do not`);
    pages.push({ program: `kubelet ${path}`, page, readyMade });
  }
  const verdicts = await judgeScrapes(realCases(pages));
  verdicts.forEach(({ object, findings }) =>
    checks.expect(`${scenario}: ${object}: as simulated`, findings.length === 0, findings.map(({ check, message }) => `${check}: ${message}`).join('; ')));
}

/** Nothing that is done to collectors changes a page that has been fetched: while they are killed, there is time for it. */
export const PAGES_COMPANIONS: Readonly<Record<string, string>> = { kill: 'kubelet-pages' };
