import { Finding } from '../validation';
import { isNamespaceName, isObjectName } from '../wiring/object-name';

/** Values of a chart. */
export type ChartValues = { readonly [key: string]: unknown };

/** What a `HelmRelease` has decided: everything that its document is made of. */
export interface ReleasePlan {
  /** The name of the resource in Terraform. */
  readonly name: string;
  readonly releaseName: string;
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  readonly namespace: string;
  readonly createNamespace: boolean;
  readonly atomic: boolean;
  readonly wait: boolean;
  readonly timeoutSeconds: number;
  readonly values: ChartValues;
  /** Addresses in Terraform of the releases before this one. */
  readonly after: readonly string[];
}

/** Everything that Helm, or the provider, would refuse, and what would make a release another one tomorrow. */
export function releaseFindings(plan: ReleasePlan): Finding[] {
  return [
    ...chartFindings(plan), ...repositoryFindings(plan), ...versionFindings(plan), ...nameFindings(plan), ...waitFindings(plan),
  ];
}

function chartFindings({ chart }: ReleasePlan): Finding[] {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(chart) ? [] : [{
    what: `chart '${chart}' is not the name of a chart`,
    why: 'a path or an address has no version that Helm would check: what is installed could change without a change here',
    fix: "chart: 'cert-manager', and where it is published in repository",
  }];
}

function repositoryFindings({ repository }: ReleasePlan): Finding[] {
  if (/^(https|oci):\/\/[^/@\s]*@/.test(repository)) {
    return [{
      what: 'there is a name or a password in repository',
      why: 'it would stand in cdk.tf.json and in the state, for everybody to read',
      fix: "repository without it; for OCI 'helm registry login' on the machine that applies, or registries of a HelmProvider of your own",
    }];
  }
  return /^(https|oci):\/\/[^/\s]+/.test(repository) ? [] : [{
    what: `repository '${repository}' is neither https:// nor oci://`,
    why: 'whoever is between could put another chart in its place, and charts are installed with all rights',
    fix: `repository: 'https://${repository.replace(/^[a-z]*:?\/*/, '') || 'charts.example.com'}'`,
  }];
}

function versionFindings({ version, chart }: ReleasePlan): Finding[] {
  return /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(version) ? [] : [{
    what: `version '${version}' of ${chart} is not one version`,
    why: 'Helm would take the newest that fits on the day of the plan: two clusters of one program would run different charts',
    fix: `version: '${exampleOf(version)}' (major.minor.patch; helm search repo ${chart} --versions lists them)`,
  }];
}

/** The smallest version that the text speaks of. */
function exampleOf(version: string): string {
  const [major = '1', minor = '0', patch = '0'] = version.match(/\d+/g) ?? [];
  return `${major}.${minor}.${patch}`;
}

function nameFindings({ releaseName, namespace }: ReleasePlan): Finding[] {
  const findings: Finding[] = [];
  if (!isObjectName(releaseName) || releaseName.length > 53) {
    findings.push({
      what: `releaseName '${releaseName}' is none that Helm takes`,
      why: 'it wants lower-case letters, digits, - and ., at most 53, since names of objects are made of it',
      fix: `releaseName: '${nameLike(releaseName, 53, 'release')}'`,
    });
  }
  if (!isNamespaceName(namespace)) {
    findings.push({
      what: `namespace '${namespace}' is none that Kubernetes takes`,
      why: 'it wants lower-case letters, digits and -, at most 63, and the release could not be installed',
      fix: `namespace: '${nameLike(namespace, 63, 'observability')}'`,
    });
  }
  return findings;
}

function nameLike(text: string, length: number, otherwise: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, length).replace(/^-|-$/g, '') || otherwise;
}

function waitFindings({ atomic, wait, timeoutSeconds }: ReleasePlan): Finding[] {
  const findings: Finding[] = [];
  if (atomic && !wait) {
    findings.push({
      what: 'atomic is true, and wait is false',
      why: 'Helm has to wait to know whether a release must be rolled back, and would do so in spite of wait',
      fix: 'leave atomic out, or wait',
    });
  }
  if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 1) {
    findings.push({
      what: `timeout is ${timeoutSeconds} seconds`,
      why: 'the provider counts whole seconds, one at least',
      fix: `timeout: Duration.seconds(${Math.max(1, Math.ceil(timeoutSeconds))})`,
    });
  }
  return findings;
}
