import { MonitorPlan } from './monitor-watching';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { LabelRequirement, LabelSelector, requirementsOf } from '../../prometheus/operator/selection/label-selector';
import { MonitoringManifest } from '../../prometheus/operator/selection/monitoring-kinds';

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** An allocator as one who takes monitors: in the words of a Prometheus, so that monitors are held against it as against one. */
export function monitorTaker(name: string, namespace: string | undefined, plan: MonitorPlan): MonitoringManifest {
  const { kinds, namespaces, deniedNamespaces, scrapeInterval } = plan;
  const watched: LabelRequirement[] = [
    ...namespaces.length > 0 ? [{ key: NAMESPACE_NAME, operator: 'In', values: namespaces }] : [],
    ...deniedNamespaces.length > 0 ? [{ key: NAMESPACE_NAME, operator: 'NotIn', values: deniedNamespaces }] : [],
  ];
  const selectors = kinds.map(({ kind, selector }) => {
    const spelled = kind.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const written = selector._spec(spelled) as { readonly [key: string]: LabelSelector | undefined };
    const key = `${spelled}NamespaceSelector`;
    const ofNamespaces = written[key];
    return { ...written, [key]: ofNamespaces && watched.length > 0 ? { matchExpressions: [...requirementsOf(ofNamespaces), ...watched] } : ofNamespaces };
  });
  return {
    kind: 'TargetAllocator',
    metadata: { name, namespace },
    spec: { scrapeInterval: prometheusDuration(scrapeInterval.toMilliseconds()), ...Object.assign({}, ...selectors) as object },
  };
}
