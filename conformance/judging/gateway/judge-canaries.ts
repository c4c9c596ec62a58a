/** Canaries of a Loki, started as their pods are: they write as their tenant, in a stream of their own, and look for their lines where they wrote them. */
import { gatewayCases } from './gateway-cases';
import { StandIns } from './stand-in';
import { freePorts } from '../../free-ports';
import { judge } from '../../judges';
import { Daemon } from '../daemon';
import { Example } from '../documents';
import { Manifest, podTemplate } from '../kubernetes-types';
import { Verdict } from '../verdict';

export const CANARY = 'loki canary';

const LOKI = 'loki';
const POD_NAME = 'canary-0';

/** A canary as it is written. */
interface CanaryPod {
  readonly name: string;
  readonly args: readonly string[];
  /** what its kubelet asks for */
  readonly probedAt: string;
}

interface CanaryContainer {
  readonly name: string;
  readonly args: readonly string[];
  readonly readinessProbe: { readonly httpGet: { readonly path: string; readonly port: number } };
}

function canaryPods(manifests: readonly Manifest[]): CanaryPod[] {
  return manifests.flatMap((manifest) => {
    const containers = (podTemplate(manifest)?.spec.containers ?? []) as unknown as readonly CanaryContainer[];
    return containers.filter(({ name }) => name === 'loki-canary').map(({ args, readinessProbe: { httpGet } }) => ({
      name: manifest.metadata.name, args: args.map((argument) => argument.replace('$(POD_NAME)', POD_NAME)), probedAt: `${httpGet.port}${httpGet.path}`,
    }));
  });
}

function valueOf(args: readonly string[], flag: string): string | undefined {
  return args.find((argument) => argument.startsWith(`-${flag}=`))?.slice(flag.length + 2);
}

/** @throws when the flag is not there: what is judged would be another canary */
function withValue(args: readonly string[], flag: string, value: string): string[] {
  if (valueOf(args, flag) === undefined) {
    throw new Error(`a canary is started without -${flag}: ${args.join(' ')}`);
  }
  return args.map((argument) => argument.startsWith(`-${flag}=`) ? `-${flag}=${value}` : argument);
}

/** What is wrong with a canary that runs, held against who its pod says that it is. */
async function complaintsOn({ args, probedAt }: CanaryPod, started: readonly string[] = args): Promise<string[]> {
  const loki = await StandIns.start([LOKI]);
  const [port] = await freePorts(1) as [number];
  const here = withValue(withValue(started, 'addr', `127.0.0.1:${loki.ports[LOKI]}`), 'port', String(port));
  const daemon = new Daemon(judge('loki-canary'), here);
  const [probedPort, ...path] = probedAt.split('/');
  const page = () => fetch(`http://127.0.0.1:${port}/${path.join('/')}`).then((answer) => answer.text(), () => '');
  const pushed = () => loki.asked.filter(({ method, url }) => method === 'POST' && url === '/loki/api/v1/push');
  const followed = () => loki.asked.filter(({ url }) => url.startsWith('/loki/api/v1/tail'));
  try {
    await daemon.until('it writes, follows its lines and shows how many', async () =>
      pushed().length > 1 && followed().length > 0 && /^loki_canary_entries_total [1-9]/m.test(await page()), 15);
    const tenants = [...new Set(loki.asked.map(({ headers }) => headers['x-scope-orgid']))];
    const selector = new URL(followed()[0]!.url, 'http://loki').searchParams.get('query') ?? '';
    const [label, value, tenant] = ['labelname', 'labelvalue', 'tenant-id'].map((flag) => valueOf(args, flag));
    return [
      ...tenants.length === 1 && tenants[0] === tenant ? [] : [`it writes and asks as ${tenants.join(', ')}, not as ${tenant}`],
      ...value === POD_NAME && selector.includes(`${label}="${POD_NAME}"`) ? [] : [`it follows ${selector}: a stream that is not of its pod alone`],
      ...probedPort === valueOf(args, 'port') ? [] : [`it listens at ${valueOf(args, 'port')}, and is probed at ${probedPort}`],
    ];
  } finally {
    // it waits for the websocket, which here is none
    await daemon.kill();
    await loki.end();
  }
}

/** Canaries that must not pass, or that others do means nothing. */
const MISTAKEN: readonly { readonly name: string; readonly change: (args: readonly string[]) => string[]; readonly says: RegExp }[] = [
  { name: 'a flag that nobody knows', change: (args) => [...args, '-tenant=shop'], says: /and it ended: .*-write-timeout duration/ },
  { name: 'another tenant', change: (args) => withValue(args, 'tenant-id', 'somebody'), says: /it writes and asks as somebody, not as/ },
  { name: 'a stream of all canaries', change: (args) => withValue(args, 'labelvalue', 'canary'), says: /a stream that is not of its pod alone/ },
  { name: 'lines on its output, that nobody reads', change: (args) => withValue(args, 'push', 'false'), says: /it writes, follows its lines and shows how many: no/ },
];

function verdictOn(example: string, file: string, object: string, complaints: readonly string[]): Verdict {
  return { judge: CANARY, example, file, object, findings: complaints.map((message) => ({ check: 'canary', message })) };
}

const heard = (complaining: Promise<string[]>) => complaining.catch(({ message }: Error) => [message]);

/** One verdict for each canary of dist/ and of the cases, and for each mistake. */
export async function judgeCanaries(examples: readonly Example[]): Promise<Verdict[]> {
  const cases = gatewayCases().flatMap(({ name, manifests }) => canaryPods(manifests).map((pod) => ({ name, pod })));
  const [{ pod: one }] = cases as [typeof cases[number]];
  return Promise.all([
    ...examples.flatMap(({ name, files }) => files.flatMap(({ label, manifests }) =>
      canaryPods(manifests).map(async (pod) => verdictOn(name, label, pod.name, await heard(complaintsOn(pod)))))),
    ...cases.map(async ({ name, pod }) => verdictOn('lib', 'loki/loki-canary', name, await heard(complaintsOn(pod)))),
    ...MISTAKEN.map(async ({ name, change, says }) => {
      const complaints = await heard(complaintsOn(one, change(one.args)));
      return verdictOn('lib', 'loki/loki-canary', `noticed: ${name}`, complaints.some((complaint) => says.test(complaint)) ? [] : [`nobody says ${says}, but ${complaints.join('; ') || 'nothing'}`]);
    }),
  ]);
}
