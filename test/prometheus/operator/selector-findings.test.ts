import { ObjectSelector } from '../../../lib';
import { PrometheusSelectors, selectorFindings } from '../../../lib/prometheus/operator/selector-findings';

const none = ObjectSelector.none();
const NOTHING: PrometheusSelectors = { serviceMonitor: none, podMonitor: none, probe: none, scrapeConfig: none, rule: none };

test.each(['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'] as const)('a Prometheus has samples by a %s', (kind) => {
  expect(selectorFindings({ ...NOTHING, [kind]: ObjectSelector.ownNamespace() }, { remoteWriteReceiver: false })).toEqual([]);
});

test('rules are no samples, and remote write is', () => {
  expect(selectorFindings({ ...NOTHING, rule: ObjectSelector.all() }, { remoteWriteReceiver: false }).map(({ what }) => what)).toEqual([
    'it takes no monitors, and remoteWriteReceiver is off',
  ]);
  expect(selectorFindings(NOTHING, { remoteWriteReceiver: true })).toEqual([]);
});
