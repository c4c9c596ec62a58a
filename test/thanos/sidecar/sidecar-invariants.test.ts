import { Duration } from 'cdk8s';
import { sidecarFindings } from '../../../lib/thanos/sidecar/sidecar-invariants';

const PROMETHEUS = { externalLabels: { cluster: 'eu' }, retention: Duration.hours(6) };

test('a Prometheus with labels, and time for its sidecar, passes', () => {
  expect(sidecarFindings(PROMETHEUS)).toEqual([]);
});

test('a Prometheus fails without labels, and without time', () => {
  expect(sidecarFindings({ externalLabels: {}, retention: Duration.hours(2) }).map(({ what }) => what)).toEqual([
    'Prometheus has no external labels',
    'Prometheus keeps samples for 2h',
  ]);
});
