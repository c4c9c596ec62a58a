import { ApiObject, Chart, Lazy, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { nodeExporterFindings } from './node-exporter-findings';
import { nodeExporterJob, onOwnNode } from './node-exporter-job';
import { nodeExporterArguments, nodeExporterNeeds, NodeExporterPlan, PORT_NAME, resolveNodeExporter, runningCollectors } from './node-exporter-plan';
import { NodeExporterProps } from './node-exporter-props';
import { clusterScopedName } from '../../kubernetes/cluster-scope';
import { goMemoryLimit } from '../../kubernetes/resources';
import { judgeAtSynth } from '../../validation';
import { agentPriorityClass } from '../../workload/agent-priority';
import { graceFindings } from '../../workload/grace-invariants';
import { ContainerPlan, graceFor } from '../../workload/pod-template';
import { Workload } from '../../workload/workload';
import { ScrapeConfig } from '../scrape-config';

/** The user `nobody` of its image. */
const NOBODY = { user: 65534, group: 65534 };

/** It has nothing to finish. */
const STOPPING_SECONDS = 5;

const KILLED = 'a scrape that has begun would be cut off';

/**
 * Metrics of every node, under the names that dashboards and alerts of nodes look for (`node_…`).
 *
 * It is nobody, without a capability, and reads the files of the node, read-only. Its pods are in the network of the node, whose interfaces they count: so
 * they are *privileged* in the words of Pod Security, for that and for the files, and no NetworkPolicy holds for them.
 *
 * @see https://github.com/prometheus/node_exporter
 */
export class NodeExporter extends Construct {
  /** The collectors that run. */
  public readonly collectors: string[];
  /** How it is scraped by a Prometheus, or by a collector that is not on every node. */
  public readonly scrapeConfig: ScrapeConfig;
  /** How it is scraped by agents: each scrapes the exporter of its own node. */
  public readonly scrapeConfigOnOwnNode: ScrapeConfig;
  /** The DaemonSet, for changes that no option makes. */
  public readonly daemonSet: ApiObject;
  /** The NetworkPolicy, which holds without `hostNetwork` only. */
  public readonly networkPolicy: ApiObject;
  /** The PriorityClass; undefined when `priorityClassName` names another. */
  public readonly priorityClass?: ApiObject;
  private readonly plan: NodeExporterPlan;
  private readonly pods: Workload;

  public constructor(scope: Construct, id: string, props: NodeExporterProps = {}) {
    super(scope, id);
    const scopedName = clusterScopedName(props.name ?? id, Chart.of(this).namespace);
    this.pods = new Workload(this, {
      program: 'node-exporter',
      component: 'exporter',
      versionOf: ({ nodeExporter }) => nodeExporter,
      options: { ...props, tolerations: props.tolerations ?? [{}], priorityClassName: props.priorityClassName ?? scopedName },
      defaults: { cpu: 0.1, cpuLimit: 1, memory: Size.mebibytes(192) },
      runAs: NOBODY,
      placement: 'every node',
      hostNetwork: props.hostNetwork ?? true,
      parts: () => [
        { from: 'the runtime of Go', needs: { variables: [{ name: 'GOMEMLIMIT', value: goMemoryLimit(this.pods.budget.memory) }] } },
        { from: 'node_exporter', needs: nodeExporterNeeds(this.plan) },
      ],
    });
    this.plan = resolveNodeExporter(this.node.path, this.pods.versions.nodeExporter, props);
    this.collectors = runningCollectors(this.plan);
    this.scrapeConfig = nodeExporterJob(this.node.path, this.pods, props);
    this.scrapeConfigOnOwnNode = onOwnNode(this.scrapeConfig);
    this.priorityClass = props.priorityClassName === undefined ? agentPriorityClass(this, this.pods) : undefined;
    this.daemonSet = this.makeDaemonSet();
    this.networkPolicy = this.pods.networkPolicy;
    const needed = graceFor(STOPPING_SECONDS);
    const grace = props.terminationGracePeriod?.toSeconds() ?? needed;
    judgeAtSynth(
      this,
      () => [...this.pods.commonFindings(), ...nodeExporterFindings(this.plan), ...graceFindings(grace, needed, KILLED)],
      (findings) => findings,
    );
  }

  private makeDaemonSet(): ApiObject {
    return new k8s.KubeDaemonSet(this, 'daemon-set', {
      metadata: this.pods.metadata(),
      spec: Lazy.any({
        produce: (): k8s.DaemonSetSpec => ({
          selector: { matchLabels: this.pods.selector },
          updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromString('10%') } },
          template: this.pods.podTemplate(this.container(), STOPPING_SECONDS),
        }),
      }) as k8s.DaemonSetSpec,
    });
  }

  private container(): ContainerPlan {
    return {
      name: 'node-exporter',
      image: this.pods.versions.nodeExporterImage,
      args: nodeExporterArguments(this.plan),
      probes: PROBES,
    };
  }
}

const PORT = k8s.IntOrString.fromString(PORT_NAME);

/** It has no page of health; its first page measures nothing. */
const PAGE = { httpGet: { path: '/', port: PORT } };

const PROBES = {
  startupProbe: { ...PAGE, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
  livenessProbe: { tcpSocket: { port: PORT }, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 4 },
  readinessProbe: { ...PAGE, periodSeconds: 5, timeoutSeconds: 2, failureThreshold: 2 },
};
