import { Duration } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { releaseDocument } from './release-document';
import { neighbourFindings, ReleaseIdentity } from './release-neighbours';
import { releaseFindings, ReleasePlan } from './release-plan';
import { requireSameStack, requireStack } from './release-stack';
import { valuesFindings } from './values-findings';
import { judgeStack } from '../terraform/judge-stack';
import { loadCdktf } from '../terraform/load-cdktf';
import { HELM } from '../terraform/providers';
import { address } from '../terraform/terraform-document';
import { namesIn } from '../terraform/terraform-name';
import { terraformWriter } from '../terraform/terraform-writer';
import { at, judgeAtSynth, ProblemsError } from '../validation';

/** How any chart is installed. */
export interface HelmReleaseOptions {
  /**
   * The name of the release. One that Helm refuses fails: at most 53 lower-case letters, digits, `-` and `.`.
   *
   * @default - the id of the construct
   */
  readonly releaseName?: string;

  /**
   * Whether the namespace is made when it is not there.
   *
   * @default true
   */
  readonly createNamespace?: boolean;

  /**
   * Whether Terraform waits until everything in the release is ready, so that what comes after it finds it at work.
   *
   * @default true
   */
  readonly wait?: boolean;

  /**
   * Whether a release that does not become ready is rolled back, and one that was never ready removed. Helm has to wait for that: with
   * `wait: false` it fails.
   *
   * @default - the value of `wait`
   */
  readonly atomic?: boolean;

  /**
   * For how long Helm waits. Whole seconds, one at least: anything else fails.
   *
   * @default Duration.minutes(5)
   */
  readonly timeout?: Duration;

  /**
   * Values of the chart, as data. They win over the values of the construct, key by key as in Helm: maps are merged, everything else is replaced.
   *
   * Text may hold references of Terraform (`role.arn`); a `${` that is none fails, since Terraform would not take it: write `$${`. A
   * `SecretValue`, and everything else that is neither text, number, boolean, list nor map, fails: values stand in the state and in
   * the release, for everybody to read.
   *
   * @default - the values of the construct alone
   */
  readonly values?: { readonly [key: string]: unknown };

  /**
   * Releases of the same stack that have to be ready first. One of another stack fails.
   *
   * @default - Terraform decides
   */
  readonly after?: HelmRelease[];
}

/** Which chart is installed, and how. */
export interface HelmReleaseProps extends HelmReleaseOptions {
  /** The name of the chart, for example `cert-manager`. An empty one fails. */
  readonly chart: string;

  /** Where the chart is published: `https://…` or `oci://…`. Anything else fails, and so does a password in it. */
  readonly repository: string;

  /**
   * The version of the chart, exactly. A range fails.
   *
   * @see https://helm.sh/docs/topics/charts/#charts-and-versioning
   */
  readonly version: string;

  /** The namespace of the release. A name that Kubernetes refuses fails. */
  readonly namespace: string;
}

/**
 * A Helm chart in a cluster, installed by Terraform: one version, rolled back when it does not become ready, waited for by what comes after it.
 *
 * Stands in a `TerraformStack` of cdktf or of cdktn, which may stand directly under an `ObservabilityApp`, and fails elsewhere. Which cluster it is
 * says the `helm` provider of the stack: one that the program makes (`HelmProvider` of `@cdktf/provider-helm`), else an empty one, which
 * takes the cluster from `KUBE_CONFIG_PATH` of whoever applies. At synth it is a problem when the stack has no backend for its state, or
 * when two releases of a stack have one name in one namespace.
 *
 * What the cluster has to have before manifests are applied belongs into a stack of its own: Terraform plans a stack as a whole.
 *
 * @see https://registry.terraform.io/providers/hashicorp/helm/latest/docs
 */
export class HelmRelease extends Construct {
  /** The name of the release. */
  public readonly releaseName: string;
  /** The name of the chart. */
  public readonly chart: string;
  /** Where the chart is published. */
  public readonly repository: string;
  /** The version of the chart. */
  public readonly version: string;
  /** The namespace of the release. */
  public readonly namespace: string;
  /** Whether the namespace is made when it is not there. */
  public readonly createNamespace: boolean;
  /** Whether Terraform waits until everything is ready. */
  public readonly wait: boolean;
  /** Whether a release that does not become ready is rolled back. */
  public readonly atomic: boolean;
  /** For how long Helm waits. */
  public readonly timeout: Duration;
  /** Values of the chart, those of the construct among them. */
  public readonly values: { readonly [key: string]: unknown };

  private readonly plan: ReleasePlan;
  private readonly before: HelmRelease[];

  /**
   * @param scope a `TerraformStack`, or a construct in one
   * @param id the name of the release, and in Terraform: `cert-manager` gives `helm_release.cert_manager`
   * @param props which chart, and how it is installed
   */
  public constructor(scope: Construct, id: string, props: HelmReleaseProps) {
    super(scope, id);
    const stack = requireStack(scope, this.constructor.name, id);
    this.releaseName = props.releaseName ?? id;
    this.chart = props.chart;
    this.repository = props.repository;
    this.version = props.version;
    this.namespace = props.namespace;
    this.createNamespace = props.createNamespace ?? true;
    this.wait = props.wait ?? true;
    this.atomic = props.atomic ?? this.wait;
    this.timeout = props.timeout ?? Duration.minutes(5);
    this.values = { ...props.values };
    this.before = [...props.after ?? []];
    this.before.forEach((release) => requireSameStack(this, stack, release));

    this.plan = {
      name: namesIn(stack, this),
      releaseName: this.releaseName,
      chart: this.chart,
      repository: this.repository,
      version: this.version,
      namespace: this.namespace,
      createNamespace: this.createNamespace,
      atomic: this.atomic,
      wait: this.wait,
      timeoutSeconds: this.timeout.toSeconds({ integral: false }),
      values: this.values,
      after: this.before.map(({ plan }) => address(releaseDocument(plan))),
    };
    this.requireSound(stack);
    this.judge(stack);
    const terraform = terraformWriter(stack, HELM);
    terraform.ensureProvider({});
    terraform.addResource(this, releaseDocument(this.plan));
  }

  /** The releases that have to be ready first. */
  public get after(): HelmRelease[] {
    return [...this.before];
  }

  private requireSound(stack: IConstruct): void {
    const { Token } = loadCdktf(stack);
    const findings = [...releaseFindings(this.plan), ...valuesFindings(this.plan.values, (value) => Token.isUnresolved(value))];
    if (findings.length > 0) {
      throw new ProblemsError(at(this.node.path, findings));
    }
  }

  private judge(stack: IConstruct): void {
    judgeStack(stack);
    judgeAtSynth(this, () => releasesUpTo(stack, this), (releases) => neighbourFindings(releases[releases.length - 1], releases.slice(0, -1)));
  }
}

/** The releases of a stack that the program made before one, and that one. */
function releasesUpTo(stack: IConstruct, release: HelmRelease): ReleaseIdentity[] {
  const releases = stack.node.findAll().filter((construct): construct is HelmRelease => construct instanceof HelmRelease);
  return releases.slice(0, releases.indexOf(release) + 1).map(({ node, releaseName, namespace }) => ({ path: node.path, releaseName, namespace }));
}
