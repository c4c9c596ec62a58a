import { Duration } from 'cdk8s';
import { inDays } from '../../../lib/storage/s3/days';

test('a part of a day stays visible', () => {
  expect(inDays(Duration.hours(36))).toBe(1.5);
  expect(inDays(Duration.days(7))).toBe(7);
});
