import { valueFault } from '../../../lib/tempo/keys/scalar-types';

test.each([
  ['bool', true], ['int', -3], ['uint', 0], ['float', 0.5], ['float', 2], ['bytes', 1024], ['bytes', '16MiB'], ['string', 'text'], ['string', 5], ['duration', '1h30m'],
  ['duration', '0'], ['duration', '1.5s'], ['time', '14d'], ['time', '1h30m'], ['any', [{}]],
] as const)('%s takes %j', (type, value) => {
  expect(valueFault(value, type)).toBeUndefined();
});

test.each([
  ['bool', 'yes'], ['int', 1.5], ['uint', -1], ['float', NaN], ['bytes', 'much'], ['bytes', -1], ['string', {}], ['duration', 5], ['duration', '2d'], ['duration', ''],
  ['time', 14], ['time', '30m1h'], ['time', ''],
] as const)('%s does not take %j', (type, value) => {
  expect(valueFault(value, type)).toBeDefined();
});

test('a number is no duration, and would be one of nanoseconds', () => {
  expect(valueFault(30, 'duration')).toMatchObject({ why: 'Tempo takes a number without a unit for nanoseconds, and does not start with anything else' });
});
