import { ApiObject, Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { LokiInstallation } from './loki-installation';
import { LokiIngesterOptions } from './loki-options';
import { FLUSHES, IS_PREPARED } from './roles';
import { LokiComponent, LokiComponentPlan } from './workload/loki-component';
import { disruptionBudgetSpec } from '../kubernetes/disruption-budget';
import { failOnFindings, Finding } from '../validation';

/** What the ingesters of one zone differ by. */
export type IngesterPart = Pick<LokiComponentPlan, 'replicas' | 'volume' | 'stopping'> & Partial<LokiComponentPlan>;

/** The workload of ingesters of a name. */
type PlanOfIngesters = (name: string, part: IngesterPart) => LokiComponentPlan;

/** The ingesters: in one StatefulSet, or in one for each zone, whose copies of a line are in different zones. */
export class IngesterZones {
  public readonly replicas: number;
  public readonly flushOnShutdown: boolean;
  /** Whether copies are kept apart by zones. */
  public readonly areNamed: boolean;
  public readonly components: LokiComponent[];

  public constructor(scope: Construct, installation: LokiInstallation, options: LokiIngesterOptions, planOf: PlanOfIngesters) {
    const { zones, replicas = 3 } = options;
    this.replicas = replicas;
    this.flushOnShutdown = options.flushOnShutdown ?? true;
    this.areNamed = zones !== undefined;
    failOnFindings(scope.node.path, zones === undefined ? [] : zoneFindings(zones, replicas));
    const name = options.name ?? `${installation.name}-ingester`;
    const part = {
      volume: { size: options.volume ?? Size.gibibytes(50), storageClassName: options.storageClassName, holds: 'what is nowhere else' as const },
      stopping: this.flushOnShutdown ? FLUSHES : IS_PREPARED,
    };
    this.components = zones === undefined
      ? [LokiComponent._of(scope, 'ingester', planOf(name, { ...part, replicas }))]
      : zones.map((zone) => LokiComponent._of(scope, `ingester-${zone}`, inZone(planOf(`${name}-${zone}`, { ...part, replicas: replicas / zones.length }), name, zone)));
    if (zones !== undefined) {
      sharedBudget(scope, name, this.components);
    }
  }
}

function inZone(plan: LokiComponentPlan, group: string, zone: string): LokiComponentPlan {
  return {
    ...plan,
    zone,
    options: { ...plan.options, nodeSelector: { ...plan.options.nodeSelector, 'topology.kubernetes.io/zone': zone } },
    furtherLabels: { 'rollout-group': group },
    // several sets know nothing of each other, and would restart a pod in every zone at once
    replacedOnDelete: true,
    maxUnavailable: 'others',
  };
}

/** One budget for all zones: each by itself would let go what all together cannot miss. */
function sharedBudget(scope: Construct, name: string, components: readonly LokiComponent[]): ApiObject {
  return new k8s.KubePodDisruptionBudget(scope, 'ingester-disruption-budget', {
    metadata: { name, labels: components[0]?._workload.labels },
    spec: disruptionBudgetSpec(1, { matchExpressions: [{ key: 'app.kubernetes.io/instance', operator: 'In', values: components.map((component) => component.name) }] }),
  });
}

/** Judges the zones of ingesters. */
export function zoneFindings(zones: readonly string[], replicas: number): Finding[] {
  const example = "zones: ['us-east-1a', 'us-east-1b', 'us-east-1c']";
  if (zones.length < 3) {
    return [{
      what: `ingesters are in ${zones.length} zone${zones.length === 1 ? '' : 's'} (${zones.join(', ')})`,
      why: 'each copy of a line is in another zone: with fewer than three, writes and queries fail as soon as one zone is away',
      fix: `${example}, or leave zones out`,
    }];
  }
  const wrong = zones.find((zone) => !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(zone));
  return [
    ...new Set(zones).size === zones.length ? [] : [{ what: `zones has one twice: ${zones.join(', ')}`, why: 'two sets of ingesters would have one name', fix: example }],
    ...wrong === undefined ? [] : [{ what: `'${wrong}' is not the name of a zone`, why: 'it is part of the name of a StatefulSet, and a label of nodes', fix: example }],
    ...replicas % zones.length === 0 ? [] : [{
      what: `${replicas} ingesters in ${zones.length} zones (${zones.join(', ')})`,
      why: 'a zone with fewer of them gets as many lines as the others: its ingesters run out of memory first',
      fix: `replicas: ${Math.ceil(replicas / zones.length) * zones.length}`,
    }],
  ];
}
