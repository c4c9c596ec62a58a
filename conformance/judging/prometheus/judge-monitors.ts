/** What monitors are on the API server, by the operator's own definitions of them; what the library refuses in them, the server refuses alike. */
import { ApiObject, App, Chart } from 'cdk8s';
import { MONITOR_CASES, MonitorCase, REFUSED_MONITORS, RefusedMonitor, soundMonitors } from './monitor-cases';
import { NAMESPACE, objections, verdictOn } from './on-api-server';
import { failOnProblems, problemsOf } from '../../../lib/validation';
import { ApiServer } from '../../api-server/api-server';
import { withValue } from '../changed-document';
import { Manifest } from '../kubernetes-types';
import { Verdict } from '../verdict';
import { wordsOf } from '../words-of-library';

/** One manifest of each kind, sound as they stand. */
export const MONITOR_MANIFESTS: readonly Manifest[] = manifestsOf(chartWith(soundMonitors));

/** One verdict for each case, and for each that must be refused. */
export function judgeMonitors(server: ApiServer): Promise<Verdict>[] {
  return [...MONITOR_CASES.map((each) => judgeCase(server, each)), ...REFUSED_MONITORS.map((each) => judgeRefused(server, each))];
}

async function judgeCase(server: ApiServer, { name, program }: MonitorCase): Promise<Verdict> {
  const chart = chartWith(program);
  const objection = await objections(server, manifestsOf(chart));
  return verdictOn(name, [
    ...problemsOf(chart.node.root).map(({ path, what }) => `the library finds fault with ${path}: ${what}`),
    ...objection === '' ? [] : [objection],
  ]);
}

async function judgeRefused(server: ApiServer, { name, program, what, kind, written, says }: RefusedMonitor): Promise<Verdict> {
  const words = wordsOf(() => failOnProblems(chartWith(program).node.root));
  const sound = MONITOR_MANIFESTS.find((manifest) => manifest.kind === kind)!;
  const objection = await objections(server, [Object.entries(written).reduce((changed, [place, value]) => withValue(changed, place.split('.'), value), sound)]);
  return verdictOn(`refused: ${name}`, [
    ...words?.endsWith(`: ${what}`) ? [] : [`the library does not say '${what}': ${words ?? 'it is written'}`],
    ...says.test(objection) ? [] : [`the API server does not say ${says}: ${objection || 'it takes it'}`],
  ]);
}

function chartWith(program: (chart: Chart) => void): Chart {
  const chart = new Chart(new App(), 'observability', { namespace: NAMESPACE });
  program(chart);
  return chart;
}

function manifestsOf(chart: Chart): Manifest[] {
  return chart.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson() as Manifest);
}
