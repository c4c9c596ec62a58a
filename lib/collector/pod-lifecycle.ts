import { K8sClusterReceiverProps } from './components/receivers/k8s-cluster-receiver';
import { COLLECTOR_SIGNS, CollectorSign } from '../scraping/lifecycle/lifecycle-signs';
import { Finding } from '../validation';

/** What of the receiver shows how pods fail, and what it does not do by itself. */
type Switches = Required<Pick<K8sClusterReceiverProps, 'metrics' | 'resourceAttributes'>>;

/** The receiver with all that shows how pods fail switched on. */
export function withPodLifecycle(props: K8sClusterReceiverProps = {}): K8sClusterReceiverProps {
  const { metrics, resourceAttributes } = switchesFor(COLLECTOR_SIGNS.filter(({ byDefault }) => !byDefault));
  return { ...props, metrics: { ...metrics, ...props.metrics }, resourceAttributes: { ...resourceAttributes, ...props.resourceAttributes } };
}

/** Failures of pods that nobody would see, because the program has switched off what shows them. */
export function podLifecycleFindings(props: K8sClusterReceiverProps = {}): Finding[] {
  const hidden = COLLECTOR_SIGNS.filter((sign) => props[sign.kind]?.[switchOf(sign)] === false);
  return [...new Set(hidden.map(switchOf))].map((name) => {
    const signs = hidden.filter((sign) => switchOf(sign) === name);
    const property = `clusterMetrics.${signs[0]!.kind}`;
    return {
      what: `${property} switches off '${name}'`,
      why: `nobody would see ${signs.map(({ failure }) => failure).join(', ')}`,
      fix: `leave '${name}' out of ${property}, or podLifecycle: false, when kube-state-metrics shows how pods fail`,
    };
  });
}

function switchesFor(signs: readonly CollectorSign[]): Switches {
  const on = (kind: CollectorSign['kind']) => Object.fromEntries(signs.filter((sign) => sign.kind === kind).map((sign) => [switchOf(sign), true]));
  return { metrics: on('metrics'), resourceAttributes: on('resourceAttributes') };
}

/** A sign is a metric, or an attribute that tells of the failure. */
function switchOf({ kind, metric, labels }: CollectorSign): string {
  return kind === 'metrics' ? metric : Object.keys(labels)[0]!;
}
