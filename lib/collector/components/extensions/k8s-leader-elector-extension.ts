import { Duration } from 'cdk8s';
import { fail } from '../../../validation';
import { Needs } from '../../../wiring';
import { goDuration } from '../../../wiring/go-duration';
import { Extension } from '../component';
import { env } from '../expansion';
import { POD_NAMESPACE } from '../pod-variables';

/** Options of the leader election. */
export interface K8sLeaderElectorExtensionProps {
  /**
   * What tells it from other extensions of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * The name of the Lease, in the namespace of the pod. Workloads that give one name elect one leader together. Upper case, blanks and
   * whatever else Kubernetes refuses in a name fail.
   */
  readonly leaseName: string;

  /**
   * How long the others wait for a leader that says nothing, at least one second: so long nothing is collected when its node fails.
   * Not longer than `renewDeadline` fails.
   *
   * @default Duration.seconds(15)
   */
  readonly leaseDuration?: Duration;

  /**
   * How long a leader tries to renew before it gives up. Not longer than 1.2 times `retryPeriod` fails.
   *
   * @default Duration.seconds(10)
   */
  readonly renewDeadline?: Duration;

  /**
   * How long everybody waits between two tries. Zero fails.
   *
   * @default Duration.seconds(2)
   */
  readonly retryPeriod?: Duration;
}

/** client-go waits up to this many periods. */
const RETRY_JITTER = 1.2;

/**
 * Lets one of several replicas work and the others wait: for receivers that would collect everything once per replica. Give it to them as
 * `leaderElector`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/k8sleaderelector/README.md
 */
export class K8sLeaderElectorExtension extends Extension {
  /** The name of the Lease. */
  public readonly leaseName: string;
  /** How long the others wait for a leader that says nothing. */
  public readonly leaseDuration: Duration;
  /** How long a leader tries to renew before it gives up. */
  public readonly renewDeadline: Duration;
  /** How long everybody waits between two tries. */
  public readonly retryPeriod: Duration;

  public constructor(props: K8sLeaderElectorExtensionProps) {
    super('k8s_leader_elector', props.name);
    this.leaseName = props.leaseName;
    this.leaseDuration = props.leaseDuration ?? Duration.seconds(15);
    this.renewDeadline = props.renewDeadline ?? Duration.seconds(10);
    this.retryPeriod = props.retryPeriod ?? Duration.seconds(2);
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(this.leaseName) || this.leaseName.length > 253) {
      fail('K8sLeaderElectorExtension', {
        what: `leaseName '${this.leaseName}' is not the name of a Lease`,
        why: 'Kubernetes takes lower-case letters, digits, - and . only: nobody would become leader, and nothing be collected',
        fix: "leaseName: 'cluster-collector'",
      });
    }
    requireOrder(this.leaseDuration, this.renewDeadline, this.retryPeriod);
  }

  /** `list`, `watch`, `patch` and `delete` of the README are not used. @internal */
  public _needs(): Needs {
    return {
      variables: [POD_NAMESPACE],
      namespaceRules: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] }],
    };
  }

  /** @internal */
  protected _config(): object {
    return {
      auth_type: 'serviceAccount',
      lease_name: this.leaseName,
      lease_namespace: env(POD_NAMESPACE.name),
      lease_duration: this.leaseDuration,
      renew_deadline: this.renewDeadline,
      retry_period: this.retryPeriod,
    };
  }
}

function requireOrder(leaseDuration: Duration, renewDeadline: Duration, retryPeriod: Duration): void {
  const milliseconds = (duration: Duration) => duration.toMilliseconds();
  if (milliseconds(leaseDuration) < 1000) {
    fail('K8sLeaderElectorExtension', {
      what: `leaseDuration is ${goDuration(leaseDuration)}`,
      why: 'a Lease counts whole seconds: Kubernetes refuses one of none',
      fix: 'leaseDuration: Duration.seconds(15)',
    });
  }
  if (milliseconds(leaseDuration) <= milliseconds(renewDeadline)) {
    fail('K8sLeaderElectorExtension', {
      what: `leaseDuration ${goDuration(leaseDuration)} is not longer than renewDeadline ${goDuration(renewDeadline)}`,
      why: 'it validates, and the collector does not start',
      fix: `renewDeadline: shorter than ${goDuration(leaseDuration)}`,
    });
  }
  if (milliseconds(retryPeriod) <= 0 || milliseconds(renewDeadline) <= RETRY_JITTER * milliseconds(retryPeriod)) {
    fail('K8sLeaderElectorExtension', {
      what: `renewDeadline ${goDuration(renewDeadline)} leaves no room for two tries, with retryPeriod ${goDuration(retryPeriod)}`,
      why: 'it validates, and the collector does not start',
      fix: 'retryPeriod: Duration.seconds(2), with renewDeadline: Duration.seconds(10)',
    });
  }
}
