/** The applications at work: who they are, and what they sent. */
import { setTimeout as sleep } from 'node:timers/promises';
import { logFiles } from './collector-logs';
import { ChosenLabel, Identity } from './identity';
import { ClusterNode } from './node';
import { isReady, Pod, podsOf } from './pods';
import { Sending } from './telemetry-count';
import { chosenValue, FIRST_CONTROL_PORT, Tenant, UNSCRAPED } from './tenants';

/** A container that can be told to send. */
interface Player {
  readonly source: string;
  readonly control: string;
  readonly writes: boolean;
}

interface Performance {
  readonly done: boolean;
  readonly sent: readonly Sending[];
  readonly error?: string;
}

/** What is known of every pod, whoever sends from it. */
export interface Knowledge {
  readonly clusterName: string | undefined;
  readonly chosenLabels: readonly ChosenLabel[];
}

const READY_TIMEOUT_S = 60;
/** How much longer than it should a run may take: what stalls is sent late. */
const OVERTIME_S = 240;
/** At the usual pace a writer of text fills a file of 1 MiB in some 15 seconds. */
const BURST_S = 2;
const BURST_PACE = 10;

const OWNER: Readonly<Partial<Record<Tenant['kind'], string>>> = { Deployment: 'k8s.deployment.name', StatefulSet: 'k8s.statefulset.name' };

function identitiesOf(tenant: Tenant, { metadata, spec }: Pod, { clusterName, chosenLabels }: Knowledge): Identity[] {
  const owner = OWNER[tenant.kind];
  const attributes = {
    'k8s.namespace.name': metadata.namespace,
    'k8s.pod.name': metadata.name,
    'k8s.node.name': spec.nodeName,
    ...owner === undefined ? {} : { [owner]: tenant.name },
    ...clusterName === undefined ? {} : { 'k8s.cluster.name': clusterName },
    ...Object.fromEntries(chosenLabels.map(({ attribute }) => [attribute, chosenValue(tenant)])),
  };
  return spec.containers.map(({ name }) => ({ source: `${metadata.namespace}/${metadata.name}/${name}`, pod: metadata.name, container: name, attributes }));
}

/** A job is Ready too, for the moment before it ends: it is waited for until nobody can take it for a player. */
function isAtWork(pod: Pod, tenants: readonly Tenant[]): boolean {
  return tenantOf(pod, tenants)?.kind === 'Job' ? pod.status.phase === 'Succeeded' : isReady(pod);
}

function tenantOf({ metadata }: Pod, tenants: readonly Tenant[]): Tenant | undefined {
  return tenants.find(({ namespace, name }) => namespace === metadata.namespace && name === metadata.labels?.app);
}

export class RunningTenants {
  /** Waits until every pod runs, or is done when it should be. */
  public static async find(node: ClusterNode, program: string, tenants: readonly Tenant[], knowledge: Knowledge): Promise<RunningTenants> {
    const wanted = tenants.reduce((sum, { replicas }) => sum + (replicas ?? 1), 0);
    const deadline = Date.now() + READY_TIMEOUT_S * 1000;
    for (;;) {
      const pods = (await podsOf(node)).filter(({ metadata }) => tenants.some(({ namespace }) => namespace === metadata.namespace));
      if (pods.length === wanted && pods.every((pod) => isAtWork(pod, tenants))) {
        return new RunningTenants(node, program, tenants, pods, knowledge);
      }
      if (Date.now() > deadline) {
        const late = pods.filter((pod) => !isAtWork(pod, tenants)).map(({ metadata }) => metadata.name);
        throw new Error(`${pods.length} of ${wanted} pods of tenants are there, and these are not at work: ${late.join(', ')}`);
      }
      await sleep(500);
    }
  }

  public readonly identities: readonly Identity[];
  /** sources that nobody may scrape */
  public readonly unscraped: readonly string[];
  /** namespace/pod of those that nobody may take for a target */
  public readonly unscrapedPods: readonly string[];
  private readonly players: readonly Player[];

  private constructor(
    private readonly node: ClusterNode, private readonly program: string, tenants: readonly Tenant[], pods: readonly Pod[], knowledge: Knowledge,
  ) {
    const known = pods.map((pod) => {
      const tenant = tenantOf(pod, tenants);
      if (tenant === undefined) {
        throw new Error(`the pod ${pod.metadata.name} belongs to no tenant`);
      }
      return { tenant, pod, identities: identitiesOf(tenant, pod, knowledge) };
    });
    this.identities = known.flatMap(({ identities }) => identities);
    this.unscraped = known.flatMap(({ tenant, identities }) =>
      identities.filter((_, index) => tenant.containers[index]!.command.includes(UNSCRAPED)).map(({ source }) => source));
    this.unscrapedPods = known.filter(({ tenant }) => tenant.scraped === false).map(({ pod }) => `${pod.metadata.namespace}/${pod.metadata.name}`);
    this.players = known.filter(({ pod }) => pod.status.phase === 'Running').flatMap(({ tenant, pod, identities }) =>
      identities.map(({ source }, index) => ({
        source,
        control: `http://${pod.status.podIP ?? ''}:${FIRST_CONTROL_PORT + index}`,
        writes: tenant.containers[index]!.command[0] === 'write',
      })));
  }

  /** Lets every container send; the promise is fulfilled when each has sent everything, stalled or not. */
  public send(run: string, { seconds, scrapes }: { readonly seconds: number; readonly scrapes: number }): Promise<Sending[]> {
    return this.perform(this.players, run, seconds, `scrapes=${scrapes}&pace=1`);
  }

  /** Lets every writer write so much at once that the kubelet puts its file aside: once, and not so much that it does so twice. */
  public burst(run: string): Promise<Sending[]> {
    return this.perform(this.players.filter(({ writes }) => writes), run, BURST_S, `scrapes=0&pace=${BURST_PACE}`);
  }

  private async perform(players: readonly Player[], run: string, seconds: number, how: string): Promise<Sending[]> {
    const deadline = Date.now() + (seconds + OVERTIME_S) * 1000;
    await Promise.all(players.map(({ control }) => this.ask('POST', `${control}/runs/${run}?duration=${seconds}s&${how}`, deadline)));
    await sleep(seconds * 1000);
    return (await Promise.all(players.map((player) => this.performance(player, run, deadline)))).flat();
  }

  /** Files of theirs that the kubelet has put aside. */
  public rotations(): string[] {
    const namespaces = [...new Set(this.identities.map(({ attributes }) => attributes['k8s.namespace.name']!))];
    return namespaces.flatMap((namespace) => logFiles(this.node, { namespace })).filter((path) => !path.endsWith('.log'));
  }

  private async performance({ source, control }: Player, run: string, deadline: number): Promise<readonly Sending[]> {
    for (;;) {
      const { done, sent, error } = JSON.parse(await this.ask('GET', `${control}/runs/${run}`, deadline)) as Performance;
      if (error !== undefined) {
        throw new Error(`${source} could not send: ${error}`);
      }
      if (done) {
        return sent;
      }
      if (Date.now() > deadline) {
        throw new Error(`${source} was not done with ${run} in time`);
      }
      await sleep(1000);
    }
  }

  /** A pod that has no processor in this moment answers later. */
  private async ask(method: string, url: string, deadline: number): Promise<string> {
    for (;;) {
      const { code, stdout, stderr } = await this.node.run([this.program, 'ask', method, url]);
      if (code === 0) {
        return stdout;
      }
      if (Date.now() > deadline) {
        throw new Error(`${method} ${url}: ${stderr.trim()}`);
      }
      await sleep(1000);
    }
  }
}
