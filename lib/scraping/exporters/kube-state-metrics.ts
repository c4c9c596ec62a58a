import { ApiObject, Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { kubeStateMetricsFindings } from './kube-state-metrics-findings';
import { kubeStateMetricsJob } from './kube-state-metrics-job';
import {
  isSharded, kubeStateMetricsArguments, kubeStateMetricsNeeds, KubeStateMetricsPlan, METRICS_PORT, resolveKubeStateMetrics, TELEMETRY_PORT,
} from './kube-state-metrics-plan';
import { KubeStateMetricsProps } from './kube-state-metrics-props';
import { goMemoryLimit } from '../../kubernetes/resources';
import { judgeAtSynth } from '../../validation';
import { deployedPods } from '../../workload/deployed-pods';
import { graceFindings } from '../../workload/grace-invariants';
import { ContainerPlan, graceFor } from '../../workload/pod-template';
import { Workload } from '../../workload/workload';
import { HEADLESS, workloadService } from '../../workload/workload-service';
import { ScrapeConfig } from '../scrape-config';

/** The user `nobody` of its image. */
const NOBODY = { user: 65534, group: 65534 };

/** It lets scrapes end for three seconds. */
const STOPPING_SECONDS = 5;

const KILLED = 'a scrape that has begun would be cut off';

/**
 * Metrics of what the Kubernetes API knows of objects: desired and ready pods, phases, reasons, requests and limits, under the names that dashboards and
 * alerts of Kubernetes look for (`kube_…`).
 *
 * It reads every object of its resources and writes nothing. One pod for most clusters; several share the objects when there are `shards`.
 *
 * @see https://github.com/kubernetes/kube-state-metrics
 */
export class KubeStateMetrics extends Construct {
  /** Over how many pods objects are spread. */
  public readonly shards: number;
  /** Resources of which there are metrics. */
  public readonly resources: string[];
  /** How it is scraped: for a Prometheus, or for one collector that is not on every node. */
  public readonly scrapeConfig: ScrapeConfig;
  /** The Deployment, or the StatefulSet when there are shards, for changes that no option makes. */
  public readonly workload: ApiObject;
  /** The Service that names every shard; undefined without shards. */
  public readonly headlessService?: ApiObject;
  /** The NetworkPolicy: scrapers come in, and it goes to the Kubernetes API. */
  public readonly networkPolicy: ApiObject;
  /** The PodDisruptionBudget. */
  public readonly disruptionBudget: ApiObject;
  private readonly plan: KubeStateMetricsPlan;
  private readonly pods: Workload;

  public constructor(scope: Construct, id: string, props: KubeStateMetricsProps = {}) {
    super(scope, id);
    this.pods = new Workload(this, {
      program: 'kube-state-metrics',
      component: 'exporter',
      versionOf: ({ kubeStateMetrics }) => kubeStateMetrics,
      options: props,
      defaults: { cpu: 0.1, cpuLimit: 1, memory: Size.mebibytes(512) },
      runAs: NOBODY,
      placement: 'replicas',
      parts: () => [
        { from: 'the runtime of Go', needs: { variables: [{ name: 'GOMEMLIMIT', value: goMemoryLimit(this.pods.budget.memory) }] } },
        { from: 'kube-state-metrics', needs: kubeStateMetricsNeeds(this.plan) },
      ],
    });
    this.plan = resolveKubeStateMetrics(this.node.path, this.pods.name, this.pods.versions.kubeStateMetrics, props);
    this.shards = this.plan.shards;
    this.resources = [...this.plan.resources];
    this.scrapeConfig = kubeStateMetricsJob(this.node.path, this.plan, this.pods, props);
    this.headlessService = isSharded(this.plan) ? workloadService(this, 'headless-service', this.pods, HEADLESS) : undefined;
    this.workload = this.headlessService ? this.makeStatefulSet(this.headlessService) : this.makeDeployment();
    this.networkPolicy = this.pods.networkPolicy;
    this.disruptionBudget = this.pods.disruptionBudget!;
    this.pods.grantAccess();
    const needed = graceFor(STOPPING_SECONDS);
    const grace = props.terminationGracePeriod?.toSeconds() ?? needed;
    judgeAtSynth(
      this,
      () => [...this.pods.commonFindings(), ...kubeStateMetricsFindings(this.plan), ...graceFindings(grace, needed, KILLED)],
      (findings) => findings,
    );
  }

  private makeDeployment(): ApiObject {
    return deployedPods(this, this.pods, {
      replicas: 1,
      template: () => this.pods.podTemplate(this.container(), STOPPING_SECONDS),
      // two at a time would show every object twice, and every sum would be wrong
      strategy: { type: 'Recreate' },
    });
  }

  private makeStatefulSet(headlessService: ApiObject): ApiObject {
    return new k8s.KubeStatefulSet(this, 'stateful-set', {
      metadata: this.pods.metadata(),
      spec: Lazy.any({
        produce: (): k8s.StatefulSetSpec => ({
          replicas: this.shards,
          serviceName: headlessService.name,
          selector: { matchLabels: this.pods.selector },
          // each has objects of its own
          podManagementPolicy: 'Parallel',
          updateStrategy: { type: 'RollingUpdate' },
          template: this.pods.podTemplate(this.container(), STOPPING_SECONDS),
        }),
      }) as k8s.StatefulSetSpec,
    });
  }

  private container(): ContainerPlan {
    return {
      name: 'kube-state-metrics',
      image: this.pods.versions.kubeStateMetricsImage,
      args: kubeStateMetricsArguments(this.plan),
      probes: PROBES,
    };
  }
}

function get(path: string, port: { readonly name: string }): k8s.Probe {
  return { httpGet: { path, port: k8s.IntOrString.fromString(port.name) } };
}

/**
 * As its project advises. `livez` asks the API server: an upgrade of a lone one takes a minute or two, and who is restarted meanwhile does not start before
 * it is back.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0#healthcheck-endpoints
 */
const PROBES = {
  startupProbe: { ...get('/healthz', METRICS_PORT), periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 30 },
  livenessProbe: { ...get('/livez', METRICS_PORT), periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 12 },
  readinessProbe: { ...get('/readyz', TELEMETRY_PORT), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
};
