import * as fs from 'fs';
import * as path from 'path';
import { certManagerValues } from '../../lib/prerequisites/cert-manager-values';
import { chartValues, containerResources, HardenedValue } from '../../lib/prerequisites/hardened-value';
import { OPENTELEMETRY_OPERATOR_VALUES } from '../../lib/prerequisites/opentelemetry-operator-values';
import { PROMETHEUS_OPERATOR_CRDS_VALUES, PROMETHEUS_OPERATOR_VALUES } from '../../lib/prerequisites/prometheus-operator-values';

test('keys with dots become maps in maps', () => {
  const rows = [
    { key: 'webhook.replicaCount', value: 3, because: 'one' },
    { key: 'webhook.podDisruptionBudget.enabled', value: true, because: 'two' },
    { key: 'crds.annotations', value: { 'helm.sh/resource-policy': 'keep' }, because: 'three' },
  ];
  expect(chartValues(rows)).toEqual({
    webhook: { replicaCount: 3, podDisruptionBudget: { enabled: true } },
    crds: { annotations: { 'helm.sh/resource-policy': 'keep' } },
  });
});

test('a container is counted, limited in memory, and not in CPU', () => {
  expect(containerResources('10m', '32Mi', '64Mi')).toEqual({ requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } });
});

const CHARTS: readonly [string, readonly HardenedValue[]][] = [
  ['cert-manager', certManagerValues('cert-manager')],
  ['opentelemetry-operator', OPENTELEMETRY_OPERATOR_VALUES],
  ['prometheus-operator-crds', PROMETHEUS_OPERATOR_CRDS_VALUES],
  ['kube-prometheus-stack', PROMETHEUS_OPERATOR_VALUES],
];

describe.each(CHARTS)('the values of %s', (chart, rows) => {
  test('are set once each', () => {
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  test('stand on their page with their reasons', () => {
    const page = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'prerequisites.md'), 'utf8');
    const [, section = ''] = page.split(`### ${chart}\n`);
    const table = section.split('\n### ')[0];
    expect(table.split('\n').filter((line) => line.startsWith('| `')))
      .toEqual(rows.map(({ key, value, because }) => `| \`${key}\` | \`${JSON.stringify(value)}\` | ${because} |`));
  });
});
