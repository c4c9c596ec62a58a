import { MetricKind } from '../../../lib';
import { KindTable } from '../../../lib/policy/simulate/metric-kind';

const { COUNTER, GAUGE, HISTOGRAM, SUMMARY, UNKNOWN } = MetricKind;

test('series are what the page says of their metric, by their endings too', () => {
  const kinds = new KindTable();
  kinds.say('a_total', COUNTER);
  kinds.say('b', COUNTER);
  kinds.say('c', HISTOGRAM);
  kinds.say('d', SUMMARY);
  kinds.say('e', GAUGE);
  expect(['a_total', 'b_total', 'b_created', 'c_bucket', 'c_sum', 'd', 'd_count', 'd_bucket', 'e', 'e_info', 'e_total', 'f'].map((name) => kinds.kindOf(name)))
    .toEqual([COUNTER, COUNTER, GAUGE, HISTOGRAM, HISTOGRAM, SUMMARY, SUMMARY, UNKNOWN, GAUGE, GAUGE, UNKNOWN, UNKNOWN]);
});

test('where targets disagree nothing is known', () => {
  const kinds = new KindTable();
  kinds.say('a', COUNTER);
  kinds.say('a', GAUGE);
  expect(kinds.kindOf('a')).toBe(UNKNOWN);
});
