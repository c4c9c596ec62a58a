/** The documents of gateways before a real nginx: it reads every one, refuses what is mistaken, and hands on what it should when it runs. */
import { GatewayCase, gatewayCases } from './gateway-cases';
import { GatewayPod, gatewayPods, startedHere } from './gateway-pods';
import { complaintsOnRunning } from './handed-on';
import { freePorts } from '../../free-ports';
import { judgeOfDistribution } from '../../judges';
import { Example } from '../documents';
import { run } from '../processes';
import { tail } from '../steps';
import { Verdict } from '../verdict';

export const GATEWAY = 'nginx gateway';

/** Why it is not judged. */
const ABSENT = 'nginx is a package of Debian, and this machine could not have it: npm run judges says why';

/** Documents that nginx must not read, or that it reads means nothing. */
const UNREADABLE: readonly { readonly name: string; readonly change: readonly [from: string, to: string]; readonly says: RegExp }[] = [
  { name: 'a directive that nobody knows', change: ['client_max_body_size', 'client_max_body_bytes'], says: /unknown directive "client_max_body_bytes"/ },
  { name: 'somebody who is not there', change: ['http://writers;', 'http://nobody.invalid;'], says: /host not found in upstream "nobody.invalid"/ },
  { name: 'a line without its end', change: ['return 404;', 'return 404'], says: /unexpected "}"/ },
  { name: 'a brace too few', change: ['events {', 'events'], says: /"events" has no opening "\{"/ },
  { name: 'a path twice', change: ['location = /otlp/v1/logs', 'location = /loki/api/v1/push'], says: /duplicate location "\/loki\/api\/v1\/push"/ },
  { name: 'a method that there is not', change: ['limit_except POST', 'limit_except PUSH'], says: /invalid method "PUSH"/ },
  { name: 'a variable that there is not', change: ['if=$is_wrong', 'if=$is_wrung'], says: /unknown "is_wrung" variable/ },
  { name: 'a time in no unit', change: ['proxy_read_timeout 360s', 'proxy_read_timeout 360sec'], says: /invalid value/ },
];

/** Documents that nginx reads, and that are not what is meant: who asks has to notice. */
const MISTAKEN: readonly { readonly name: string; readonly change: readonly [from: string | RegExp, to: string]; readonly says: RegExp }[] = [
  { name: 'lines may be deleted', change: ['location ^~ /loki/api/v1/delete {', 'location ^~ /loki/api/v1/deleted {'], says: /POST \/loki\/api\/v1\/delete is answered by 200 of readers/ },
  { name: 'writers are asked', change: ['proxy_pass http://readers;', 'proxy_pass http://writers;'], says: /tail\S* goes to writers, not to readers/ },
  { name: 'paths are followed before they are handed on', change: [/\^~ \/loki\/api\/v1\/ \{([^]*?)http:\/\/readers;/, '^~ /loki/api/v1/ {$1http://readers/loki/api/v1/;'], says: /GET \/loki\/api\/v1\/label\/a%2Fb\/values becomes/ },
  { name: 'everybody is one tenant', change: ['proxy_set_header Host $http_host;', 'proxy_set_header Host $http_host;\n  proxy_set_header X-Scope-OrgID everybody;'], says: /gets the tenant everybody/ },
  { name: 'another host is named', change: ['proxy_set_header Host $http_host;', 'proxy_set_header Host $proxy_host;'], says: /host of .* is writers, not loki-gateway/ },
  { name: 'large requests are taken', change: [/client_max_body_size \d+/g, 'client_max_body_size 1m'], says: /goes to writers|is answered by 200 of writers, not by 413/ },
  { name: 'small requests are refused', change: [/client_max_body_size \d+/g, 'client_max_body_size 4095'], says: /goes to nobody, and is answered by 413, not to writers/ },
  { name: 'rules may be changed', change: [/limit_except GET \{\s+deny all;\s+\}\s+(?=proxy_pass http:\/\/rules)/g, ''], says: /POST \/loki\/api\/v1\/rules is answered by 200 of rules, not by 403/ },
  { name: 'lines are not followed', change: ['proxy_set_header Upgrade $http_upgrade;', ''], says: /lines are followed by/ },
  { name: 'all requests are logged', change: ['~^[123] 0;', '~^[1] 0;'], says: /logged is/ },
  { name: 'everything else is handed on', change: [/location \/ \{\s+return 404;/, 'location / {\n proxy_pass http://readers;'], says: /POST \/flush is answered by 200 of readers, not by 404/ },
];

function verdictOn(example: string, file: string, object: string, complaints: readonly string[]): Verdict {
  return { judge: GATEWAY, example, file, object, findings: complaints.map((message) => ({ check: 'nginx', message })) };
}

const ofLibrary = (object: string, complaints: readonly string[]) => verdictOn('lib', 'loki/gateway', object, complaints);

/** What nginx says against a document. */
async function refusalOf(nginx: string, pod: GatewayPod): Promise<string | undefined> {
  const [port] = await freePorts(1) as [number];
  const { args } = startedHere(pod, { port, upstreams: { writers: 1, readers: 2, rules: 3 } });
  const { code, stdout, stderr } = await run(nginx, ['-t', ...args]);
  return code === 0 ? undefined : tail(`${stdout}${stderr}`);
}

async function complaintsOnReading(nginx: string, pod: GatewayPod): Promise<string[]> {
  return refusalOf(nginx, pod).then((refusal) => refusal === undefined ? [] : [refusal], ({ message }: Error) => [message]);
}

/** @throws when there is nothing to change */
function mistaken(pod: GatewayPod, [from, to]: readonly [string | RegExp, string]): GatewayPod {
  const document = from instanceof RegExp ? pod.document.replace(from, to) : pod.document.replace(from, () => to);
  if (document === pod.document) {
    throw new Error(`the document has no ${from}: a mistake must be one`);
  }
  return { ...pod, document };
}

async function judgeUnreadable(nginx: string, pod: GatewayPod, { name, change, says }: typeof UNREADABLE[number]): Promise<Verdict> {
  const refusal = await refusalOf(nginx, mistaken(pod, change)) ?? 'nothing';
  return ofLibrary(`refused: ${name}`, says.test(refusal) ? [] : [`nginx does not say ${says}, but ${refusal}`]);
}

async function judgeMistaken(nginx: string, pod: GatewayPod, { name, change, says }: typeof MISTAKEN[number]): Promise<Verdict> {
  const complaints = await complaintsOnRunning(nginx, mistaken(pod, change)).catch(({ message }: Error) => [message]);
  return ofLibrary(`noticed: ${name}`, complaints.some((complaint) => says.test(complaint)) ? [] : [`nobody says ${says}, but ${complaints.slice(0, 3).join('; ') || 'nothing'}`]);
}

function caseNamed(cases: readonly GatewayCase[], name: string): GatewayPod {
  const [pod] = gatewayPods(cases.find((each) => each.name === name)?.manifests ?? []);
  if (pod === undefined) {
    throw new Error(`no gateway is ${name}`);
  }
  return pod;
}

/** A gateway without rules whose Loki takes requests as small as another one. */
function withoutRules(pod: GatewayPod, small: GatewayPod): GatewayPod {
  const [size] = /client_max_body_size \d+/.exec(small.document)!;
  return mistaken(pod, [/client_max_body_size \d+/g, size]);
}

/** One verdict for each gateway of dist/ and of the cases, for those that run, and for each mistake. */
export async function judgeGateways(examples: readonly Example[]): Promise<Verdict[]> {
  const nginx = judgeOfDistribution('nginx');
  if (nginx === undefined) {
    return [{ ...ofLibrary('everything', []), notJudged: ABSENT }];
  }
  const cases = gatewayCases();
  const small = caseNamed(cases, 'small requests');
  const read = async (example: string, file: string, pod: GatewayPod, object = pod.name) => {
    return verdictOn(example, file, object, await complaintsOnReading(nginx.path, pod));
  };
  const ran = async (object: string, pod: GatewayPod) => {
    const complaints = await complaintsOnRunning(nginx.path, pod).catch(({ message }: Error) => [message]);
    return ofLibrary(`${object}, run by nginx ${nginx.version}`, complaints);
  };
  return Promise.all([
    ...examples.flatMap(({ name, files }) => files.flatMap(({ label, manifests }) => gatewayPods(manifests).map((pod) => read(name, label, pod)))),
    ...cases.flatMap(({ name, manifests }) => gatewayPods(manifests).map((pod) => read('lib', 'loki/gateway', pod, name))),
    ran('with rules', small),
    ran('without rules', withoutRules(caseNamed(cases, 'nothing said'), small)),
    ...UNREADABLE.map((each) => judgeUnreadable(nginx.path, small, each)),
    ...MISTAKEN.map((each) => judgeMistaken(nginx.path, small, each)),
  ]);
}
