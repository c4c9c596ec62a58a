/** A kind of objects of which kube-state-metrics has metrics. */
export interface StateResource {
  readonly apiGroup: string;
  /** Whether its objects are in namespaces. */
  readonly namespaced: boolean;
  /** Why it is not watched unless somebody asks for it. */
  readonly notByDefault?: string;
  /** The version of kube-state-metrics that brought it. */
  readonly since?: string;
}

const NOT_IN_UPSTREAM = 'kube-state-metrics does not watch it by itself either';
const ADMISSION = 'admissionregistration.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';
const namespaced = (apiGroup: string, notByDefault?: string): StateResource => ({ apiGroup, namespaced: true, notByDefault });
const MUTATING = { since: '2.20.0', notByDefault: 'it is read at version v1, which Kubernetes before 1.36 does not serve: every attempt to list it would count as an error' };
const VALIDATING = { since: '2.20.0', notByDefault: 'no rule asks for it' };
const ofCluster = (apiGroup: string, notByDefault?: string): StateResource => ({ apiGroup, namespaced: false, notByDefault });

/**
 * Every resource that kube-state-metrics knows, with where it reads it.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/internal/store/builder.go
 * @see https://github.com/kubernetes/kube-state-metrics/blob/v2.20.0/pkg/options/resource.go
 */
export const STATE_RESOURCES: { readonly [resource: string]: StateResource } = {
  certificatesigningrequests: ofCluster('certificates.k8s.io'),
  clusterrolebindings: ofCluster(RBAC, NOT_IN_UPSTREAM),
  clusterroles: ofCluster(RBAC, NOT_IN_UPSTREAM),
  configmaps: namespaced('', 'whoever lists them reads them whole, and has their text in memory meanwhile, for series that no rule asks for'),
  cronjobs: namespaced('batch'),
  daemonsets: namespaced('apps'),
  deployments: namespaced('apps'),
  endpoints: namespaced('', NOT_IN_UPSTREAM),
  endpointslices: namespaced('discovery.k8s.io', 'a series for every address of every Service, which no rule asks for'),
  horizontalpodautoscalers: namespaced('autoscaling'),
  ingressclasses: ofCluster('networking.k8s.io', NOT_IN_UPSTREAM),
  ingresses: namespaced('networking.k8s.io'),
  jobs: namespaced('batch'),
  leases: namespaced('coordination.k8s.io', 'every node renews one every ten seconds, and each renewal is sent to who watches'),
  limitranges: namespaced(''),
  mutatingadmissionpolicies: { ...ofCluster(ADMISSION), ...MUTATING },
  mutatingadmissionpolicybindings: { ...ofCluster(ADMISSION), ...MUTATING },
  mutatingwebhookconfigurations: ofCluster(ADMISSION),
  namespaces: ofCluster(''),
  networkpolicies: namespaced('networking.k8s.io'),
  nodes: ofCluster(''),
  persistentvolumeclaims: namespaced(''),
  persistentvolumes: ofCluster(''),
  poddisruptionbudgets: namespaced('policy'),
  pods: namespaced(''),
  replicasets: namespaced('apps'),
  replicationcontrollers: namespaced(''),
  resourcequotas: namespaced(''),
  rolebindings: namespaced(RBAC, NOT_IN_UPSTREAM),
  roles: namespaced(RBAC, NOT_IN_UPSTREAM),
  secrets: namespaced('', 'whoever lists them reads every credential of the cluster, for series that no rule asks for'),
  serviceaccounts: namespaced('', NOT_IN_UPSTREAM),
  services: namespaced(''),
  statefulsets: namespaced('apps'),
  storageclasses: ofCluster('storage.k8s.io'),
  validatingadmissionpolicies: { ...ofCluster(ADMISSION), ...VALIDATING },
  validatingadmissionpolicybindings: { ...ofCluster(ADMISSION), ...VALIDATING },
  validatingwebhookconfigurations: ofCluster(ADMISSION),
  volumeattachments: ofCluster('storage.k8s.io'),
};

/** What is watched when nobody says otherwise. */
export const DEFAULT_RESOURCES: readonly string[] = Object.keys(STATE_RESOURCES).filter((name) => STATE_RESOURCES[name].notByDefault === undefined);
