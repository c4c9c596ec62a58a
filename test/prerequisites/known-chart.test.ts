import * as fs from 'fs';
import * as path from 'path';
import { Chart, Duration } from 'cdk8s';
import { anApp, aStack, synthesized, valuesIn, written } from './fixtures';
import { CertManager, HelmRelease, KnownChartProps, OpenTelemetryOperator, PrometheusOperator, PrometheusOperatorCrds } from '../../lib';
import { certManagerValues } from '../../lib/prerequisites/cert-manager-values';
import { chartValues } from '../../lib/prerequisites/hardened-value';
import { OPENTELEMETRY_OPERATOR_VALUES } from '../../lib/prerequisites/opentelemetry-operator-values';
import { PROMETHEUS_OPERATOR_CRDS_VALUES, PROMETHEUS_OPERATOR_VALUES } from '../../lib/prerequisites/prometheus-operator-values';

const PROMETHEUS_COMMUNITY = 'https://prometheus-community.github.io/helm-charts';

describe.each([
  {
    chart: 'cert-manager', version: 'v1.21.2', repository: 'oci://quay.io/jetstack/charts', namespace: 'cert-manager', Known: CertManager, rows: certManagerValues('cert-manager'),
  },
  {
    chart: 'kube-prometheus-stack', version: '88.5.3', repository: PROMETHEUS_COMMUNITY, namespace: 'prometheus-operator', Known: PrometheusOperator, rows: PROMETHEUS_OPERATOR_VALUES,
  },
  {
    chart: 'prometheus-operator-crds',
    version: '31.0.1',
    repository: PROMETHEUS_COMMUNITY,
    namespace: 'prometheus-operator',
    Known: PrometheusOperatorCrds,
    rows: PROMETHEUS_OPERATOR_CRDS_VALUES,
  },
  {
    chart: 'opentelemetry-operator',
    version: '0.122.0',
    repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
    namespace: 'opentelemetry-operator-system',
    Known: OpenTelemetryOperator,
    rows: OPENTELEMETRY_OPERATOR_VALUES,
  },
])('$chart', ({ chart, version, repository, namespace, Known, rows }) => {
  /** Every other construct ignores what concerns only one of them. */
  const install = (props: KnownChartProps = {}, stack = aStack()): HelmRelease => new Known(stack, 'release', { existingCertManager: true, ...props } as KnownChartProps);

  test('is one version of one chart', () => {
    expect(install()).toMatchObject({ chart, version, repository, namespace, releaseName: 'release', atomic: true, wait: true });
  });

  test('may come from a mirror, in another version, elsewhere', () => {
    expect(install({ version: '9.9.9', repository: 'oci://mirror.example.com/charts', namespace: 'platform', timeout: Duration.minutes(7) }))
      .toMatchObject({ chart, version: '9.9.9', repository: 'oci://mirror.example.com/charts', namespace: 'platform' });
  });

  test('keeps the values of this library, but for those that the program replaces', () => {
    const stack = aStack();
    const { values } = install({}, stack);
    const [first] = Object.keys(values);
    const replaced = install({ values: { [first]: 'other', added: { list: [1] } } }).values;

    expect(valuesIn(stack, 'release')).toEqual(values);
    expect(replaced).toEqual({ ...values, [first]: 'other', added: { list: [1] } });
  });

  test('has every value of this library once', () => {
    const stack = aStack();
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(install({}, stack).values).toEqual(chartValues(rows));
  });

  test('stands on the page of prerequisites with its version, and with its values and their reasons', () => {
    const page = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'prerequisites.md'), 'utf8');
    const [, section = ''] = page.split(`### ${chart}\n`);
    const [table] = section.split('\n### ');

    expect(page).toContain(` | ${chart} | ${version} |\n`);
    expect(table.split('\n').filter((line) => line.startsWith('| `')))
      .toEqual(rows.map(({ key, value, because }) => `| \`${key}\` | \`${JSON.stringify(value)}\` | ${because} |`));
  });

  test('fails outside a stack, by its own name', () => {
    expect(() => install({}, new Chart(anApp(), 'chart') as never)).toThrow(`chart/release: a ${Known.name} outside a TerraformStack`);
  });
});

test('cert-manager elects its leader in its own namespace', () => {
  expect(new CertManager(aStack(), 'cert-manager', { namespace: 'certs' }).values.global).toEqual({ leaderElection: { namespace: 'certs' } });
});

describe('prometheus-operator', () => {
  test('comes after its custom resource definitions, and both after what comes before', () => {
    const stack = aStack();
    const before = new CertManager(stack, 'cert-manager');
    const operator = new PrometheusOperator(stack, 'prometheus-operator', { namespace: 'monitoring', after: [before] });

    expect(operator.crds).toMatchObject({ releaseName: 'prometheus-operator-crds', namespace: 'monitoring' });
    expect(written(stack, 'prometheus_operator').depends_on).toEqual(['helm_release.cert_manager', 'helm_release.prometheus_operator_crds']);
    expect(written(stack, 'prometheus_operator_crds').depends_on).toEqual(['helm_release.cert_manager']);
  });

  test('comes from the mirror that its custom resource definitions come from', () => {
    const mirror = { repository: 'oci://mirror.example.com/charts', createNamespace: false, timeout: Duration.minutes(9) };
    const operator = new PrometheusOperator(aStack(), 'prometheus-operator', { ...mirror, version: '88.6.0', releaseName: 'prometheus', values: { added: true } });

    expect(operator.crds).toMatchObject({
      ...mirror, version: '31.0.1', releaseName: 'prometheus-operator-crds', values: { crds: { annotations: { 'helm.sh/resource-policy': 'keep' } } },
    });
    expect(operator.crds.values).not.toHaveProperty('added');
  });

  test('takes those that are there', () => {
    const stack = aStack();
    const crds = new PrometheusOperatorCrds(stack, 'crds');
    const operator = new PrometheusOperator(stack, 'prometheus-operator', { crds });

    expect(operator.crds).toBe(crds);
    expect(operator.after).toEqual([crds]);
    expect(Object.keys(synthesized(stack).resource.helm_release)).toEqual(['crds', 'prometheus_operator']);
  });

  test('fails with those of another stack', () => {
    const app = anApp();
    const crds = new PrometheusOperatorCrds(aStack(app, 'one'), 'crds');
    expect(() => new PrometheusOperator(aStack(app, 'two'), 'prometheus-operator', { crds })).toThrow("two/prometheus-operator: after names 'one/crds'");
  });
});

describe('the OpenTelemetry operator', () => {
  test('comes after cert-manager', () => {
    const stack = aStack();
    new OpenTelemetryOperator(stack, 'opentelemetry-operator', { after: [new CertManager(stack, 'cert-manager')] });

    expect(written(stack, 'opentelemetry_operator').depends_on).toEqual(['helm_release.cert_manager']);
  });

  test('fails without one', () => {
    const stack = aStack();
    expect(() => new OpenTelemetryOperator(stack, 'opentelemetry-operator', { after: [new PrometheusOperatorCrds(stack, 'crds')] }))
      .toThrow(/prerequisites\/opentelemetry-operator: an OpenTelemetryOperator without cert-manager before it[^]*existingCertManager: true/);
  });

  test('does not need one that is not installed here, or whose certificates it does not take', () => {
    expect(() => new OpenTelemetryOperator(aStack(), 'operator', { existingCertManager: true })).not.toThrow();
    expect(() => new OpenTelemetryOperator(aStack(), 'operator', { values: { admissionWebhooks: { certManager: { enabled: false } } } })).not.toThrow();
  });
});
