/** A workload in the cluster: waiting for its pods, and doing to them what happens to pods. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { logFiles, PodsOf } from './collector-logs';
import { namespaceOf } from './collectors';
import { ClusterNode } from './node';
import { isReady, Pod, podsOf } from './pods';
import { Manifest } from '../judging/kubernetes-types';

const READY_TIMEOUT_S = 120;
const HOPELESS_RESTARTS = 10;

export class RunningWorkload {
  constructor(protected readonly node: ClusterNode, private readonly workload: Manifest, public readonly replicas: number) {}

  public get name(): string {
    return this.workload.metadata.name;
  }

  /** All pods are there, Ready, and none is on its way out. */
  public async untilReady(): Promise<void> {
    await this.until('all pods Ready', (pods) => pods.length === this.replicas
      && pods.every((pod) => pod.metadata.deletionTimestamp === undefined && isReady(pod)));
  }

  /** No container of it runs. */
  public async untilGone(): Promise<void> {
    await this.until('no container running', (pods) => pods.every(({ status }) => status.containerStatuses?.every(({ state }) => state?.running === undefined) !== false));
  }

  /** Kills every process of the pods at once, and waits until each is running again, Ready or not. */
  public async kill(isMeant: (pod: Pod) => boolean = () => true): Promise<void> {
    const before = (await this.pods()).filter(isMeant).flatMap(containersOf);
    await Promise.all(before.map((id) => this.node.killContainer(id)));
    await this.until('killed containers replaced', (pods) => pods.length === this.replicas && pods.every(({ status }) =>
      status.containerStatuses?.every(({ containerID, state }) => state?.running !== undefined && !before.includes(idOf(containerID))) === true));
  }

  public async rollout(): Promise<void> {
    await this.node.kubectl([...this.inNamespace, 'rollout', 'restart', this.resource]);
    await this.node.kubectl([...this.inNamespace, 'rollout', 'status', this.resource, `--timeout=${2 * READY_TIMEOUT_S}s`]);
    await this.untilReady();
  }

  /** Ends all pods but so many, and waits until they are gone. */
  public async scaleDown(replicas: number): Promise<void> {
    await this.scale(replicas);
    await this.until(`${replicas} pods left`, (pods) => pods.length === replicas);
  }

  /** As many pods as there were in the beginning. */
  public async scaleUp(): Promise<void> {
    await this.scale(this.replicas);
    await this.untilReady();
  }

  /** How often containers were started again, and which of them ended last by anything but a kill -9 of ours. */
  public async restarts(): Promise<{ readonly count: number; readonly unexpected: string[] }> {
    const statuses = (await this.pods()).flatMap(({ metadata, status }) => (status.containerStatuses ?? []).map((one) => ({ ...one, pod: metadata.name })));
    const ended = statuses.flatMap(({ pod, lastState }) => lastState?.terminated === undefined ? [] : [{ pod, ...lastState.terminated }]);
    return {
      count: statuses.reduce((sum, { restartCount }) => sum + restartCount, 0),
      // the kernel ends a container that is out of memory with -9 as well, but the kubelet calls it otherwise
      unexpected: ended.filter(({ exitCode, reason }) => exitCode !== 137 || reason !== 'Error').map(({ pod, exitCode, reason }) => `${pod}: ${reason}, exit code ${exitCode}`),
    };
  }

  /** Those that are there now. */
  public async pods(): Promise<Pod[]> {
    const labels = (this.workload as { spec?: { selector?: { matchLabels?: Record<string, string> } } }).spec?.selector?.matchLabels ?? {};
    return podsOf(this.node, [...this.inNamespace, '--selector', Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',')]);
  }

  private get resource(): string {
    return `${this.workload.kind.toLowerCase()}/${this.name}`;
  }

  protected get inNamespace(): string[] {
    return ['--namespace', namespaceOf(this.workload)];
  }

  private async scale(replicas: number): Promise<void> {
    await this.node.kubectl([...this.inNamespace, 'scale', this.resource, `--replicas=${replicas}`]);
  }

  private async state(): Promise<string> {
    const { stdout: pods } = await this.node.tryKubectl([...this.inNamespace, 'get', 'pods', '--output', 'wide']);
    const { stdout: events } = await this.node.tryKubectl([...this.inNamespace, 'get', 'events', '--field-selector', 'type=Warning', '--no-headers',
      '--output', 'custom-columns=OBJECT:.involvedObject.name,MESSAGE:.message']);
    const warnings = events.split('\n').filter((line) => line.startsWith(this.name));
    return [pods, ...warnings.slice(-5), ...lastLines(this.node, { namespace: namespaceOf(this.workload), name: this.name }).slice(-6)].join('\n');
  }

  private async until(what: string, holds: (pods: readonly Pod[]) => boolean): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_S * 1000;
    let pods = await this.pods();
    while (!holds(pods)) {
      if (Date.now() > deadline || pods.some(isHopeless)) {
        throw new Error(`${this.name}: ${what}: not within ${READY_TIMEOUT_S} s, or not ever\n${await this.state()}`);
      }
      await sleep(300);
      pods = await this.pods();
    }
  }
}

/** A container that ends by itself again and again; those that we kill have ended by 137. */
function isHopeless({ status }: Pod): boolean {
  return status.containerStatuses?.some(({ restartCount, lastState }) => restartCount > HOPELESS_RESTARTS && lastState?.terminated?.exitCode === 1) === true;
}

/** The last line or two of every container say why it is as it is. */
function lastLines(node: ClusterNode, pods: PodsOf): string[] {
  return logFiles(node, pods).filter((path) => path.endsWith('.log')).flatMap((path) => readFileSync(path, 'utf8').trim().split('\n').slice(-2));
}

function containersOf({ status }: Pod): string[] {
  return (status.containerStatuses ?? []).map(({ containerID }) => idOf(containerID)).filter((id) => id !== '');
}

function idOf(containerID: string | undefined): string {
  return containerID?.replace(/^containerd:\/\//, '') ?? '';
}
