import * as cdk8s from 'cdk8s';
import * as fc from 'fast-check';
import { durationLiteral } from '../../lib/wiring/duration-literal';

test.each([
  [0, 'Duration.seconds(0)'],
  [200, 'Duration.millis(200)'],
  [15_000, 'Duration.seconds(15)'],
  [5_400_000, 'Duration.minutes(90)'],
  [129_600_000, 'Duration.hours(36)'],
  [172_800_000, 'Duration.days(2)'],
])('%d ms are said in the largest unit that fits: %s', (milliseconds, literal) => {
  expect(durationLiteral(milliseconds)).toBe(literal);
});

test('a program that has it has the same duration', () => {
  fc.assert(fc.property(fc.nat(), (milliseconds) => {
    const [, unit, amount] = /^Duration\.(days|hours|minutes|seconds|millis)\((\d+)\)$/.exec(durationLiteral(milliseconds))!;
    const make = cdk8s.Duration[unit as 'days' | 'hours' | 'minutes' | 'seconds' | 'millis'];
    expect(make(Number(amount)).toMilliseconds()).toBe(milliseconds);
  }));
});
