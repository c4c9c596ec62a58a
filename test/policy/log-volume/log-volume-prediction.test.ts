import { Duration } from 'cdk8s';
import { LogCondition, LogRule, LogVolumePolicy } from '../../../lib';

const { body, namespace } = LogCondition;

const policy = new LogVolumePolicy({
  rules: [
    LogRule.drop('noise', { when: body('noise') }),
    LogRule.classify('payments', { when: namespace(['payments']), logClass: 'payments' }),
  ],
});

const of = (name: string, line: string, pod = 'a') => ({ body: line, resourceAttributes: { 'k8s.namespace.name': name, 'k8s.pod.name': pod } });

/** 4, 5, 5 and 10 bytes; the class costs 17 more. */
const sample = [of('shop', 'calm'), of('shop', 'noise', 'b'), of('quiet', 'noise'), of('payments', 'a'.repeat(10))];

test('what goes on is told by class, the largest first', () => {
  expect(policy.predict(sample).classes).toEqual([{ logClass: 'payments', keptLines: 1, keptBytes: 27 }, { logClass: '', keptLines: 1, keptBytes: 4 }]);
});

test('streams are those of the attributes that are said', () => {
  expect(policy.predict(sample, { streamAttributes: ['k8s.namespace.name'] }).streams).toEqual({ streams: 3, keptStreams: 2 });
  expect(policy.predict(sample, { streamAttributes: ['k8s.namespace.name', 'k8s.pod.name'] }).streams).toEqual({ streams: 4, keptStreams: 2 });
  expect(policy.predict(sample, { streamAttributes: ['service.name'] }).streams).toEqual({ streams: 1, keptStreams: 1 });
  expect(policy.predict(sample).streams).toBeUndefined();
});

test('a day follows from how long the sample took, and its costs from a price', () => {
  const [bytes, keptBytes] = [24 * 1440, 31 * 1440];
  expect(policy.predict(sample, { covers: Duration.minutes(1) }).perDay).toEqual({ bytes, keptBytes });
  expect(policy.predict(sample, { covers: Duration.minutes(1), pricePerGibibyte: 0.5 }).perDay).toEqual({
    bytes, keptBytes, cost: bytes / 1024 ** 3 / 2, keptCost: keptBytes / 1024 ** 3 / 2,
  });
  expect(policy.predict(sample).perDay).toBeUndefined();
});

test.each([
  [{ covers: Duration.millis(0) }, 'covers is 0 millis'],
  [{ covers: Duration.minutes(1), pricePerGibibyte: -1 }, 'pricePerGibibyte is -1'],
  [{ covers: Duration.minutes(1), pricePerGibibyte: NaN }, 'pricePerGibibyte is NaN'],
  [{ pricePerGibibyte: 1 }, 'pricePerGibibyte is 1, and covers is not said'],
  [{ streamAttributes: [] }, 'streamAttributes is empty'],
])('a sample of %j fails', (options, what) => {
  expect(() => policy.predict(sample, options)).toThrow(what);
});
