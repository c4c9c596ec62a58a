import { Duration } from 'cdk8s';
import { firstTwice, requireOn, requirePositive, requireTexts, requireWhole } from '../../../lib/collector/components/bounds';
import { problemOf } from '../documents';

describe('a whole number', () => {
  test.each([undefined, 1, 7, 256])('may be %s', (value) => {
    expect(() => requireWhole('Sampler', 'shards', value, 1, 256)).not.toThrow();
  });

  test.each([0, -1, 257, 1.5, NaN, Infinity])('fails at %s', (value) => {
    expect(problemOf(() => requireWhole('Sampler', 'shards', value, 1, 256))).toEqual({
      path: 'Sampler',
      what: `shards is ${value}`,
      why: 'the collector refuses it, or does nothing with it',
      fix: 'shards: a whole number from 1 to 256',
    });
  });

  test('has no upper bound unless it is given one', () => {
    expect(problemOf(() => requireWhole('Sampler', 'traces', 0, 1))).toMatchObject({ fix: 'traces: a whole number of at least 1' });
  });
});

describe('a time', () => {
  test('may be left out, or positive', () => {
    expect(() => requirePositive('Sampler', 'wait', undefined, 'Duration.seconds(1)')).not.toThrow();
    expect(() => requirePositive('Sampler', 'wait', Duration.millis(1), 'Duration.seconds(1)')).not.toThrow();
  });

  test('fails at 0', () => {
    expect(problemOf(() => requirePositive('Sampler', 'wait', Duration.seconds(0), 'Duration.seconds(1)'))).toMatchObject({
      path: 'Sampler',
      what: 'wait is 0',
      fix: 'wait: Duration.seconds(1)',
    });
  });
});

describe('a list of texts', () => {
  test('may be left out, or have different texts', () => {
    expect(() => requireTexts('Sampler', 'keys', undefined, 'a')).not.toThrow();
    expect(() => requireTexts('Sampler', 'keys', ['a', 'b'], 'a')).not.toThrow();
  });

  test.each([
    [[], 'keys is empty'],
    [['a', ''], 'keys has an empty text in it'],
    [['a', 'b', 'a'], "keys has 'a' twice"],
  ])('fails at %j', (values, what) => {
    expect(problemOf(() => requireTexts('Sampler', 'keys', values, 'host.name'))).toMatchObject({ path: 'Sampler', what, fix: "keys: ['host.name']" });
  });
});

describe('a switch', () => {
  test('that is on, or not given, goes with every option', () => {
    expect(() => requireOn('Sender', 'the queue', { consumers: 3 } as { enabled?: boolean })).not.toThrow();
    expect(() => requireOn('Sender', 'the queue', { enabled: true, consumers: 3 } as { enabled?: boolean })).not.toThrow();
  });

  test('that is off goes with none', () => {
    expect(() => requireOn('Sender', 'the queue', { enabled: false, consumers: undefined } as { enabled?: boolean })).not.toThrow();
    expect(problemOf(() => requireOn('Sender', 'the queue', { enabled: false, consumers: 3 } as { enabled?: boolean }))).toEqual({
      path: 'Sender', what: 'the queue is off, and consumers is given', why: 'it would have no effect', fix: 'leave consumers or enabled: false out',
    });
  });
});

test.each([
  [[], undefined],
  [['a', 'b'], undefined],
  [['a', 'b', 'b', 'a'], 'b'],
])('of %j the first that is there again is %s', (values, twice) => {
  expect(firstTwice(values)).toBe(twice);
});
