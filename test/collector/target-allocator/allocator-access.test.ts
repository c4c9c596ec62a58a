import { allocatorNeeds } from '../../../lib/collector/target-allocator/allocator-access';
import { monitorPlan, MonitorWatching } from '../../../lib/collector/target-allocator/monitor-watching';
import { KubernetesDiscoveryRole, ScrapeConfig } from '../../../lib/scraping';
import { Needs } from '../../../lib/wiring';
import { sumNeeds } from '../../../lib/wiring/needs-sum';

const { NODE, POD, ENDPOINTSLICE, INGRESS } = KubernetesDiscoveryRole;

/** Rules in one line each. */
function texts(rules: Needs['namespaceRules'] = []): string[] {
  return rules.flatMap(({ namespace, apiGroups, resources, verbs }) => apiGroups.flatMap((group) =>
    resources.map((resource) => `${verbs.join(' ')} ${resource}${group && `.${group}`}${namespace === undefined ? '' : ` in ${namespace}`}`)));
}

function rights(jobs: readonly ScrapeConfig[], watching?: MonitorWatching): { readonly cluster: string[]; readonly namespace: string[] } {
  const { needs } = sumNeeds([{ from: 'the allocator', needs: allocatorNeeds(jobs, watching && monitorPlan('allocator', watching)) }]);
  return { cluster: texts(needs.clusterRules), namespace: texts(needs.namespaceRules) };
}

const COLLECTORS = 'get list watch pods';
const MONITORED = [
  'list watch namespaces',
  'list watch endpointslices.discovery.k8s.io', 'list watch services', 'list watch pods',
  'list watch servicemonitors.monitoring.coreos.com', 'list watch podmonitors.monitoring.coreos.com',
  'list watch scrapeconfigs.monitoring.coreos.com', 'list watch probes.monitoring.coreos.com',
];

describe('what an allocator may do', () => {
  test('is to find its collectors, when targets are in no API', () => {
    expect(rights([{ jobName: 'web', staticTargets: [{ targets: ['web:80'] }] }])).toEqual({ cluster: [], namespace: [COLLECTORS] });
  });

  test('is to find targets of its jobs: what they ask of scrapers is asked of collectors', () => {
    expect(rights([{ jobName: 'kubelets', kubernetes: [{ role: NODE }], serviceAccountToken: true }])).toEqual({ cluster: ['list watch nodes'], namespace: [COLLECTORS] });
    expect(rights([{ jobName: 'pods', kubernetes: [{ role: POD, ownNamespace: true }] }])).toEqual({ cluster: [], namespace: [COLLECTORS, 'list watch pods'] });
    expect(rights([{ jobName: 'slices', kubernetes: [{ role: ENDPOINTSLICE }] }]).cluster).toEqual([
      'list watch endpointslices.discovery.k8s.io', 'list watch services', 'list watch pods',
    ]);
  });

  test('is to watch monitors of every kind, and Secrets of its own namespace, which the program watches whether it needs them or not', () => {
    expect(rights([], {})).toEqual({ cluster: MONITORED, namespace: [COLLECTORS, 'list watch secrets'] });
  });

  test('is to read the Secrets and ConfigMaps that monitors may name, and no others', () => {
    expect(rights([], { secretNamespaces: ['vault', 'shop'] }).namespace).toEqual([
      COLLECTORS,
      'get list watch secrets in vault', 'get configmaps in vault',
      'get list watch secrets in shop', 'get configmaps in shop',
    ]);
  });

  test('is to find what else monitors mean, when somebody says so', () => {
    expect(rights([], { furtherRoles: [INGRESS, NODE] }).cluster).toEqual([
      ...MONITORED.slice(0, 4), 'list watch ingresses.networking.k8s.io', 'list watch nodes', ...MONITORED.slice(4),
    ]);
  });

  test('is to ask others for targets, wherever they are, and nobody else than the API otherwise', () => {
    expect(allocatorNeeds([{ jobName: 'dns', extra: { dns_sd_configs: [{ names: ['a'] }] } }]).egress).toEqual([{}]);
    expect(allocatorNeeds([{ jobName: 'pods', kubernetes: [{ role: POD }] }], monitorPlan('allocator', {})).egress).toEqual([]);
  });
});
