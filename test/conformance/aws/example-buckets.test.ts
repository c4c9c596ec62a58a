import { bucketsMeantBy } from '../../../conformance/aws/example-buckets';

test('the buckets of an example are what its program says, those for access logs too', () => {
  expect(bucketsMeantBy('archive')).toEqual([
    expect.objectContaining({
      bucket: 'acme-prod-audit-logs', holds: 'objects', expirationDays: 400, lock: { Mode: 'COMPLIANCE', Days: 365 }, logs: 'acme-prod-audit-logs-access-logs',
    }),
    expect.objectContaining({ bucket: 'acme-prod-audit-logs-access-logs', holds: 'access logs' }),
  ]);
});

test('a program without buckets means none', () => {
  expect(bucketsMeantBy('smallest')).toEqual([]);
});

test('documents of nobody knows which program mean nothing', () => {
  expect(bucketsMeantBy('elsewhere')).toBeUndefined();
});
