import { Size } from 'cdk8s';
import { CardinalityPolicy } from '../../../../lib';

const policy = new CardinalityPolicy({
  limits: { samples: 1000, labels: 30, labelNameLength: 100, labelValueLength: 200, bodySize: Size.mebibytes(10), targets: 50 },
});

test('limits stand in a scrape configuration in the words of Prometheus', () => {
  expect(policy.limitsForPrometheus()).toEqual({
    sample_limit: 1000, label_limit: 30, label_name_length_limit: 100, label_value_length_limit: 200, body_size_limit: '10485760B', target_limit: 50,
  });
});

test('and in a monitor in those of the operator', () => {
  expect(policy.limitsForOperator()).toEqual({
    sampleLimit: 1000, labelLimit: 30, labelNameLengthLimit: 100, labelValueLengthLimit: 200, bodySizeLimit: '10485760B', targetLimit: 50,
  });
});

test('what is not limited is not mentioned', () => {
  expect(new CardinalityPolicy({ limits: { targets: 5 } }).limitsForPrometheus()).toEqual({ target_limit: 5 });
});
