/** The collector reads every collector configuration, then lives by it for some seconds as its pod would: user, files, network, rights. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { componentsNotInJudge, inNamesOfJudge } from './components';
import { ClusterAccess, CollectorPod, CONFIGURATION_KEY, podsOf, sandboxFor, standInPod } from './pod';
import { namespaceOf } from './pod-environment';
import { relay } from './relay';
import { Observation, Sandbox } from './sandbox';
import { ApiServer, SERVICE_ADDRESS } from '../../api-server/api-server';
import { Example, ManifestFile, manifestsOf } from '../documents';
import { ConfigMap, Manifest, objectName } from '../kubernetes-types';
import { isInstalled, Places, run, temporaryFolder } from '../processes';
import { Finding, Verdict } from '../verdict';

export const OTELCOL = 'otelcol';

/** What a collector may say in its log only when its documents are wrong. Unreachable backends are normal here and not among them. */
const COMPLAINTS: ReadonlyArray<{ readonly check: string; readonly words: RegExp }> = [
  { check: 'rights', words: /is forbidden|\bforbidden:/i },
  { check: 'environment', words: /unset environment variable/i },
  { check: 'deprecated', words: /deprecated/i },
  { check: 'files', words: /permission denied|read-only file system/i },
];

/** Collectors mostly wait, so a few at once cost little; more would slow each other's start. */
const SANDBOXES = new Places(4);

/** A line of the log in words, whichever encoding the configuration asks for. */
function inWords(line: string): string {
  if (!line.startsWith('{')) {
    return line.replace(/\{"resource": \{.*?\}\}?,? ?/, '');
  }
  const { level, msg, name, error } = JSON.parse(line) as { level?: string; msg?: string; name?: string; error?: string };
  return [level, msg, name, error].filter((part) => part !== undefined).join(' ');
}

function lastLines(output: string, count = 4): string {
  const stack = /^\s|^[\w.-]+\/[\w./-]+\.[(\w]|^main\.|^runtime\./;
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !stack.test(line));
  return lines.slice(-count).map((line) => inWords(line).slice(0, 600)).join('\n');
}

/** A log line without what differs each time it is written, so that a thousand repetitions are one finding. */
function essence(line: string): string {
  const denied = /[\w.]+ is forbidden: .*?(?:cluster scope|in the namespace \\*"[\w-]+)/.exec(line);
  return denied?.[0].replace(/\\+"/g, "'") ?? lastLines(line, 1).replace(/^\S+\s+/, '');
}

function logFindings(output: string): Finding[] {
  return COMPLAINTS.flatMap(({ check, words }) => {
    const messages = new Set(output.split('\n').filter((line) => words.test(line)).map(essence));
    return [...messages].slice(0, 10).map((message) => ({ check, message }));
  });
}

function findingsOf({ validation, run: life }: Observation): Finding[] {
  if (validation.code !== 0) {
    return [{ check: 'validate', message: lastLines(validation.output) }];
  }
  if (life === undefined) {
    return [];
  }
  return [
    ...life.ready ? [] : [{ check: 'start', message: `it never stayed ready:\n${lastLines(life.output)}` }],
    ...life.failedProbes.map((message) => ({ check: 'probe', message })),
    ...life.unasked.map((job) => ({ check: 'allocator', message: `it never asked for its targets of job '${job}' by the name of its pod` })),
    ...life.ready && life.exitCode !== 0 ? [{ check: 'stop', message: `exit ${life.exitCode} after SIGTERM:\n${lastLines(life.output)}` }] : [],
    ...logFindings(life.output),
  ];
}

async function observe(sandbox: Sandbox): Promise<Observation> {
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  const inside = [process.execPath, '--require', require.resolve('tsx/cjs'), join(__dirname, 'inside.ts')];
  const namespaces = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const result = await SANDBOXES.with(() => run('setpriv', ['--pdeathsig', 'KILL', 'unshare', ...asRoot, ...namespaces, ...inside], { input: JSON.stringify(sandbox), idle: true }));
  if (result.code !== 0 || result.stdout === '') {
    throw new Error(`the sandbox of a collector failed (${result.code}): ${result.stderr}`);
  }
  return JSON.parse(result.stdout) as Observation;
}

/** What keeps this judge from judging the configuration, if anything. */
function obstacle(text: string): string | undefined {
  const programs = ['unshare', 'setpriv', 'chroot', 'mount', 'ip'].filter((program) => !isInstalled(program));
  if (programs.length > 0) {
    return `the sandbox needs ${programs.join(', ')}, which this machine lacks`;
  }
  const unknown = componentsNotInJudge(text);
  return unknown.length === 0 ? undefined : `this build of the collector lacks ${unknown.join(', ')}`;
}

class CollectorJudge {
  constructor(private readonly server: ApiServer, private readonly example: Example, private readonly access: ClusterAccess) {}

  public async judge(file: ManifestFile, configMap: ConfigMap): Promise<Verdict[]> {
    const text = configMap.data?.[CONFIGURATION_KEY] ?? '';
    const verdict = { judge: OTELCOL, example: this.example.name, file: file.label, object: objectName(configMap), findings: [] };
    const notJudged = obstacle(text);
    if (notJudged !== undefined) {
      return [{ ...verdict, notJudged }];
    }
    const manifests = manifestsOf(this.example);
    const pods = podsOf(configMap, manifests);
    if (pods.length === 0) {
      const observation = await this.observe(standInPod(configMap, manifests), configMap, text);
      return [{ ...verdict, findings: findingsOf(observation) }];
    }
    return Promise.all(pods.map(async (pod) => ({
      ...verdict,
      object: `${objectName(configMap)} in ${objectName(pod.identity.workload)}`,
      findings: findingsOf(await this.observe(pod, configMap, text)),
    })));
  }

  private async observe(pod: CollectorPod, configMap: ConfigMap, text: string): Promise<Observation> {
    const token = await this.token(pod.identity.workload, pod.identity.template.spec.serviceAccountName);
    return observe(sandboxFor(pod, configMap, inNamesOfJudge(text), { ...this.access, ...token === undefined ? {} : { token } }));
  }

  /** A token of the pod's own service account, so that the collector has exactly the rights that the documents grant. */
  private async token(workload: Manifest, account: string | undefined): Promise<string | undefined> {
    if (account === undefined) {
      return undefined;
    }
    const { code, stdout } = await this.server.kubectl(['create', 'token', account, '--namespace', namespaceOf(workload)]);
    return code === 0 ? stdout.trim() : undefined;
  }
}

function isConfiguration(manifest: Manifest): manifest is ConfigMap {
  return manifest.kind === 'ConfigMap' && (manifest as ConfigMap).data?.[CONFIGURATION_KEY] !== undefined;
}

/** Expects the example on the server: its service accounts and their rights are those that the collectors get. */
export async function runCollectors(server: ApiServer, example: Example): Promise<Verdict[]> {
  const socket = join(temporaryFolder('relay'), 'api');
  const door = await relay(socket, server.port);
  const access = {
    socket, address: SERVICE_ADDRESS, certificate: readFileSync(server.certificate, 'utf8'), key: readFileSync(server.certificate.replace(/crt$/, 'key'), 'utf8'),
  };
  const judging = new CollectorJudge(server, example, access);
  const verdicts = await Promise.all(example.files.flatMap((file) =>
    file.manifests.filter(isConfiguration).map((configMap) => judging.judge(file, configMap))));
  door.close();
  return verdicts.flat();
}
