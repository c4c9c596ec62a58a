import { Duration } from 'cdk8s';
import { planOf } from './plans';
import { producerOf } from '../../lib/prometheus/prometheus-producer';

test('replicas have samples of their own, which only queries merge', () => {
  expect(producerOf('observability/main', planOf({ replicas: 3, externalLabels: { team: 'shop' }, replicaLabel: 'pod' }))).toEqual({
    name: 'observability/main',
    labels: { cluster: 'prod', region: 'eu-west-1', team: 'shop' },
    replicas: 3,
    replicaLabel: 'pod',
    copies: 'independent',
    outOfOrder: false,
    mergedInBucket: false,
  });
});

test('blocks overlap when late samples are taken, and only then', () => {
  expect(producerOf('main', planOf({ outOfOrderTimeWindow: Duration.minutes(1) })).outOfOrder).toBe(true);
  expect(producerOf('main', planOf({ outOfOrderTimeWindow: Duration.minutes(0) })).outOfOrder).toBe(false);
});
