/** Kinds of findings that are right in general and wrong here. A check that no finding needs waived any more fails the run. */

export interface Waiver {
  readonly judge: string;
  /** the judge's own ids of checks that say the same thing */
  readonly checks: readonly string[];
  /** only for objects whose kind and name match; without it for every object */
  readonly objects?: RegExp;
  readonly reason: string;
}

export const WAIVERS: readonly Waiver[] = [
  {
    judge: 'kube-score',
    checks: ['container-image-pull-policy'],
    reason: 'images carry a release tag that never moves: IfNotPresent starts a pod while the registry is away',
  },
  {
    judge: 'kube-score',
    checks: ['statefulset-has-host-podantiaffinity'],
    reason: 'topologySpreadConstraints spread over nodes and zones, also while the group grows; kube-score knows only anti-affinity',
  },
  {
    judge: 'checkov',
    checks: ['CKV_K8S_15', 'CKV_K8S_43'],
    reason: 'images carry a release tag that never moves; digests are a property of the user\'s registry, and a prop adds them',
  },
  {
    judge: 'checkov',
    checks: ['CKV_K8S_38'],
    reason: 'a pod mounts the token only when a component in it asks the API server, which this check cannot see; other pods mount none',
  },
  {
    judge: 'checkov',
    checks: ['CKV_K8S_35'],
    reason: 'the collector expands ${env:…} in any setting; a Secret that changes then comes with a rollout, never half-way through one',
  },
  {
    judge: 'checkov',
    checks: ['CKV_AWS_18', 'CKV2_AWS_62'],
    reason: 'access logs and event notifications need a bucket and a listener of the organisation; nothing of this platform would read them',
  },
  {
    judge: 'checkov',
    checks: ['CKV_AWS_144'],
    reason: 'replication to another region doubles the cost of data that is replaceable; who needs it adds it to the bucket',
  },
];
