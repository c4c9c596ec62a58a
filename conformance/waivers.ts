/** Kinds of findings that are right in general and wrong here. A check that no finding needs waived any more fails the run. */

export interface Waiver {
  /** What the judges call it: for each judge its own ids of checks that say the same thing. */
  readonly checks: Readonly<Record<string, readonly string[]>>;
  /** only for objects whose kind and name match; without it for every object */
  readonly objects?: RegExp;
  readonly reason: string;
}

/** One check of one judge. */
export interface WaivedCheck {
  readonly judge: string;
  readonly check: string;
}

const KUBERNETES: readonly Waiver[] = [
  {
    checks: { 'kube-score': ['container-image-pull-policy'], 'checkov': ['CKV_K8S_15', 'CKV_K8S_43'] },
    reason: 'images carry a release tag that never moves: IfNotPresent starts a pod while the registry is away; digests are of the user\'s registry, and a prop adds them',
  },
  {
    checks: { 'kube-score': ['statefulset-has-host-podantiaffinity', 'deployment-has-host-podantiaffinity'] },
    reason: 'topologySpreadConstraints spread over nodes and zones, also while the group grows; kube-score knows only anti-affinity',
  },
  {
    checks: { checkov: ['CKV_K8S_38'] },
    reason: 'a pod mounts the token only when a component in it asks the API server, which this check cannot see; other pods mount none',
  },
  {
    checks: { checkov: ['CKV_K8S_35'] },
    reason: 'the collector expands ${env:…} in any setting; a Secret that changes then comes with a rollout, never half-way through one',
  },
  {
    checks: { 'kube-score': ['container-security-context-user-group-id'], 'checkov': ['CKV_K8S_23', 'CKV_K8S_40'] },
    objects: /^DaemonSet/,
    reason: 'the kubelet lets nobody but root read the logs of containers; an agent that reads them keeps no capability, and an annotation says why it is root',
  },
  {
    checks: { checkov: ['CKV_K8S_19'] },
    objects: /^DaemonSet\..*node-exporter$/,
    reason: 'interfaces and sockets of a node are counted in its network only; the exporter is nobody, has no capability, and listens at the address of the node alone',
  },
  {
    checks: { checkov: ['CKV_K8S_21'] },
    objects: /^Role(Binding)?\.default\./,
    reason: 'API servers are found behind the Service kubernetes, which is in the namespace default: a scraper may read there what is behind Services, and nowhere else for that',
  },
  {
    checks: { 'kube-score': ['pod-probes-identical'] },
    objects: /^StatefulSet .*-cache$/,
    reason: 'memcached has one port and no endpoint that says more than that it listens',
  },
  {
    checks: { 'kube-score': ['service-targets-pod', 'networkpolicy-targets-pod'] },
    objects: /^(Service|NetworkPolicy) monitoring\/main(-headless)?$/,
    reason: 'prometheus-operator makes the pods of a Prometheus, with the labels that are in its resource: they are in no manifest',
  },
];

const AWS: readonly Waiver[] = [
  {
    checks: { checkov: ['CKV2_AWS_62'] },
    reason: 'event notifications need a listener of the organisation; nothing of this platform would read them',
  },
  {
    checks: { checkov: ['CKV_AWS_145'] },
    objects: /access_logs_bucket$/,
    reason: 'the log service of S3 cannot write to a bucket whose default is a KMS key',
  },
  {
    checks: { checkov: ['CKV_AWS_145'] },
    objects: /keys_of_s3_bucket$/,
    reason: 'a store of the matrix that asks for keys of S3',
  },
  {
    checks: { checkov: ['CKV_AWS_18'] },
    objects: /not_logged_bucket$/,
    reason: 'a store of the matrix that asks not to be logged',
  },
  {
    checks: { checkov: ['CKV_AWS_144'] },
    reason: 'replication to another region doubles the cost of data that is replaceable; who needs it asks for `replication`',
  },
];

/** What is waived of the checks of some judges. */
export function waiversFor(judges: readonly string[]): Waiver[] {
  return [...KUBERNETES, ...AWS].map((waiver) => ({
    ...waiver,
    checks: Object.fromEntries(Object.entries(waiver.checks).filter(([judge]) => judges.includes(judge))),
  }));
}

export function waivedChecks({ checks }: Waiver): WaivedCheck[] {
  return Object.entries(checks).flatMap(([judge, ids]) => ids.map((check) => ({ judge, check })));
}
