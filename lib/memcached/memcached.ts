import { ApiObject, Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { memcachedArguments, ServerPlan, serverFindings } from './memcached-arguments';
import { DEFAULT_MAX_ITEM_SIZE, MEMCACHED_PORT, MemcachedEndpoint } from './memcached-endpoint';
import { MemcachedProps } from './memcached-props';
import { replicaFindings } from '../kubernetes/replicas';
import { judgeAtSynth } from '../validation';
import { graceFindings } from '../workload/grace-invariants';
import { ContainerPlan, graceFor } from '../workload/pod-template';
import { Workload } from '../workload/workload';
import { HEADLESS, workloadService } from '../workload/workload-service';

const PORT_NAME = 'memcache';

/** It keeps nothing that it would have to finish. */
const STOPPING_SECONDS = 5;

const KILLED = 'clients still ask it when it is killed, and wait for answers that do not come';

/**
 * A cache in memory that several clients share: of index and chunks of store gateways, and of results of queries.
 *
 * Nothing is lost with it but time. Every server is known by its own name, so that clients find a key where they have put it.
 */
export class Memcached extends Construct {
  /** How many servers there are. */
  public readonly replicas: number;
  /** The largest item that a server takes. */
  public readonly maxItemSize: Size;
  /** The StatefulSet, for changes that no option makes. */
  public readonly statefulSet: ApiObject;
  /** The headless Service, which names every server. */
  public readonly headlessService: ApiObject;
  /** The NetworkPolicy. */
  public readonly networkPolicy: ApiObject;
  /** The PodDisruptionBudget. */
  public readonly disruptionBudget: ApiObject;
  /** Its servers, as clients take them. */
  public readonly endpoint: MemcachedEndpoint;
  private readonly workload: Workload;
  private readonly server: ServerPlan;

  public constructor(scope: Construct, id: string, props: MemcachedProps = {}) {
    super(scope, id);
    this.replicas = props.replicas ?? 2;
    this.maxItemSize = props.maxItemSize ?? DEFAULT_MAX_ITEM_SIZE;
    this.workload = new Workload(this, {
      program: 'memcached',
      component: 'cache',
      versionOf: ({ memcached }) => memcached,
      options: props,
      defaults: { cpu: 0.1, cpuLimit: 1, memory: Size.gibibytes(1) },
      // the user of the image
      runAs: { user: 11211, group: 11211 },
      placement: 'replicas',
      parts: () => [{ from: 'memcached', needs: { ports: [{ name: PORT_NAME, port: MEMCACHED_PORT }] } }],
    });
    this.server = { memory: this.workload.budget.memory, maxItemSize: this.maxItemSize, connections: props.connections ?? 16384 };
    this.headlessService = workloadService(this, 'headless-service', this.workload, HEADLESS);
    this.endpoint = MemcachedEndpoint._servedBy(this.workload.peer, {
      addresses: [`dnssrvnoa+_${PORT_NAME}._tcp.${this.workload.hostOf(this.headlessService)}`], maxItemSize: this.maxItemSize,
    });
    this.workload.served.push(...this.endpoint._places);
    this.statefulSet = this.makeStatefulSet();
    this.networkPolicy = this.workload.networkPolicy;
    this.disruptionBudget = this.workload.disruptionBudget!;
    const needed = graceFor(STOPPING_SECONDS);
    const grace = props.terminationGracePeriod?.toSeconds() ?? needed;
    judgeAtSynth(
      this,
      () => ({ server: this.server, replicas: this.replicas, common: this.workload.commonFindings() }),
      ({ server, replicas, common }) => [...common, ...serverFindings(server), ...replicaFindings(replicas), ...graceFindings(grace, needed, KILLED)],
    );
  }

  private makeStatefulSet(): ApiObject {
    return new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: this.workload.metadata(),
      spec: Lazy.any({
        produce: (): k8s.StatefulSetSpec => ({
          replicas: this.replicas,
          serviceName: this.headlessService.name,
          selector: { matchLabels: this.workload.selector },
          podManagementPolicy: 'Parallel',
          updateStrategy: { type: 'RollingUpdate' },
          // clients fill an empty server again before the next one is emptied
          minReadySeconds: 30,
          template: this.workload.podTemplate(this.container(), STOPPING_SECONDS),
        }),
      }) as k8s.StatefulSetSpec,
    });
  }

  private container(): ContainerPlan {
    const listens = { tcpSocket: { port: k8s.IntOrString.fromNumber(MEMCACHED_PORT) } };
    return {
      name: 'memcached',
      image: this.workload.versions.memcachedImage,
      args: memcachedArguments(this.server),
      probes: {
        startupProbe: { ...listens, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
        livenessProbe: { ...listens, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4 },
        readinessProbe: { ...listens, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 },
      },
    };
  }
}
