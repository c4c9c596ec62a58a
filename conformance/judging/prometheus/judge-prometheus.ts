/** A Prometheus without an operator, run as its pod would be: with its arguments, files and variables, and its sidecar before a local server of S3. */
import { ApiObject, App, Chart } from 'cdk8s';
import { CLUSTER, NOBODY, PrometheusCase, prometheusCases, REFUSED_CASES, RefusedCase } from './cases';
import { POD } from './pod-on-disk';
import { Expected, PATIENCE_SECONDS, RunningPod } from './running-pod';
import { PrometheusStatefulSet } from '../../../lib/prometheus';
import { IObjectStore, ObjectStore, S3Location } from '../../../lib/storage';
import { problemsOf } from '../../../lib/validation';
import { SecretValue, Tls } from '../../../lib/wiring';
import { Authority } from '../../cluster/certificates';
import { Manifest } from '../kubernetes-types';
import { BUCKET, LocalS3 } from '../object-stores/local-s3';
import { blockFolder } from '../object-stores/thanos-blocks';
import { temporaryFolder } from '../processes';
import { tail } from '../steps';
import { Verdict } from '../verdict';

export const PROMETHEUS = 'prometheus';

interface Made {
  readonly prometheus: PrometheusStatefulSet;
  readonly manifests: Manifest[];
}

function make(props: PrometheusCase['props']): Made {
  const chart = new Chart(new App(), 'observability', { namespace: 'observability' });
  const prometheus = new PrometheusStatefulSet(chart, 'prometheus', { cluster: CLUSTER, scrapeConfigs: [NOBODY], ...props });
  // object by object: a chart as a whole is not written when something is wrong in it
  return { prometheus, manifests: chart.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson() as Manifest) };
}

function bucketAt({ endpoint }: LocalS3, prefix: string): IObjectStore {
  return ObjectStore.s3({
    bucket: BUCKET,
    prefix,
    region: 'us-east-1',
    endpoint,
    forcePathStyle: true,
    tls: Tls.plaintext(),
    accessKey: { id: SecretValue.fromSecret('store', 'id'), secret: SecretValue.fromSecret('store', 'secret') },
  });
}

/** Everything that the cases share. */
interface Site {
  readonly server: LocalS3;
  readonly certificate: string;
  /** A folder with one block. */
  readonly blocks: string;
}

async function judgeCase(site: Site, { name, props }: PrometheusCase): Promise<Verdict> {
  const { prometheus, manifests } = make(props);
  const running = await RunningPod.prepare(manifests, site.certificate);
  try {
    const refused = await running.checked();
    if (refused !== undefined) {
      return verdictOn(name, [`promtool refuses it: ${tail(refused)}`]);
    }
    running.withBlocks(site.blocks);
    return verdictOn(name, [
      ...problemsOf(prometheus.node.root).map(({ what }) => `the library finds fault with it: ${what}`),
      ...await running.complaints(prometheus),
      ...running.pod.has('thanos-sidecar') ? await running.sidecarComplaints(prometheus) : [],
      ...props.objectStore ? await uploadComplaints(site, running, prometheus, props.objectStore) : [],
    ]);
  } catch (error) {
    return verdictOn(name, [(error as Error).message]);
  } finally {
    await running.stop();
  }
}

/** A block that was uploaded says from which replica it is, and Prometheus finds where that was noted. */
async function uploadComplaints({ server }: Site, running: RunningPod, expected: Expected, { location }: IObjectStore): Promise<string[]> {
  const prefix = `${(location as S3Location).prefix}/`;
  const metaOf = () => server.objects().find((key) => key.startsWith(prefix) && /\/[0-9A-Z]{26}\/meta\.json$/.test(key));
  // it notes a block once it has uploaded it
  const isWhole = () => metaOf() !== undefined && running.hasNoted('thanos.shipper.json');
  for (const end = Date.now() + PATIENCE_SECONDS * 1000; !isWhole() && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const key = metaOf();
  const { thanos } = key === undefined ? { thanos: undefined } : JSON.parse(server.read(key)) as { thanos?: { labels: object } };
  const wanted = JSON.stringify(sorted({ ...expected.externalLabels, [expected.replicaLabel]: POD }));
  const found = JSON.stringify(sorted(thanos?.labels ?? {}));
  return [
    ...found === wanted ? [] : [`the block that was uploaded has the labels ${found}, not ${wanted}`],
    ...running.hasNoted('thanos.shipper.json') ? [] : ['nothing is noted in thanos.shipper.json'],
  ];
}

function sorted(labels: object): object {
  return Object.fromEntries(Object.entries(labels).sort(([one], [other]) => one < other ? -1 : 1));
}

/** What the library finds fault with, promtool refuses: or the finding would be wrong. */
async function judgeRefusal({ certificate }: Site, { name, props, says }: RefusedCase): Promise<Verdict> {
  const { prometheus, manifests } = make(props);
  const running = await RunningPod.prepare(manifests, certificate);
  const refused = await running.checked();
  return verdictOn(`refused: ${name}`, [
    ...problemsOf(prometheus.node.root).length === 1 ? [] : [`the library finds ${problemsOf(prometheus.node.root).length} faults`],
    ...says.test(refused ?? '') ? [] : [`promtool does not say ${says}: ${refused === undefined ? 'it takes it' : tail(refused)}`],
  ]);
}

interface SidecarRefusal {
  readonly name: string;
  /** what is taken out of the manifests */
  readonly without: RegExp;
  readonly says: RegExp;
}

/** A sidecar that uploads does not become ready beside a Prometheus that compacts, or that has no external labels: so both have to be said. */
async function judgeSidecarRefusal(site: Site, { name, without, says }: SidecarRefusal): Promise<Verdict> {
  const { manifests } = make({ objectStore: bucketAt(site.server, 'refused') });
  const running = await RunningPod.prepare(JSON.parse(JSON.stringify(manifests).replace(without, '')) as Manifest[], site.certificate);
  try {
    await running.startPrometheus();
    const sidecar = running.startSidecar();
    // it may end with these words: all of them are heard when it has ended
    await sidecar.until(`the sidecar says ${says}`, () => says.test(sidecar.said), PATIENCE_SECONDS).catch(async (error: Error) => {
      await sidecar.end();
      return says.test(sidecar.said) ? undefined : Promise.reject(error);
    });
    return verdictOn(`refused: ${name}`, []);
  } catch (error) {
    return verdictOn(`refused: ${name}`, [(error as Error).message]);
  } finally {
    await running.stop();
  }
}

const SIDECAR_REFUSALS: readonly SidecarRefusal[] = [
  { name: 'a sidecar beside a Prometheus that compacts', without: /"--storage\.tsdb\.delay-compact[^"]*",/, says: /Compaction needs to be disabled/ },
  { name: 'a sidecar beside a Prometheus without external labels', without: /\\n {2}external_labels:(\\n {4}[^\\]+)+/, says: /no external labels configured on Prometheus server/ },
];

function verdictOn(object: string, complaints: readonly string[]): Verdict {
  return { judge: PROMETHEUS, example: 'lib', file: 'prometheus', object, findings: complaints.map((message) => ({ check: 'used', message })) };
}

/** One verdict for each case, and for each that must be refused. */
export async function judgePrometheus(): Promise<Verdict[]> {
  const authority = await Authority.create(temporaryFolder('authority'));
  const site: Site = { server: await LocalS3.start(), certificate: authority.certificate, blocks: await blockFolder() };
  const cases = prometheusCases((folder) => bucketAt(site.server, folder));
  try {
    return await Promise.all([
      ...cases.map((each) => judgeCase(site, each)),
      ...REFUSED_CASES.map((each) => judgeRefusal(site, each)),
      ...SIDECAR_REFUSALS.map((each) => judgeSidecarRefusal(site, each)),
    ]);
  } finally {
    await site.server.stop();
  }
}
