import { requireId, requireIds } from '../../../lib/storage/s3/vpc-ids';

describe('an id of EC2', () => {
  test.each([
    ['vpc', 'vpc-0123456789abcdef0'],
    ['vpc', 'vpc-1a2b3c4d'],
    ['rtb', 'rtb-0123456789abcdef0'],
    ['subnet', '${aws_subnet.a.id}'],
    ['sg', '#{TfToken[TOKEN.0]}'],
  ] as const)('of a %s can be %s', (kind, id) => {
    expect(() => requireId('storage/vpc', 'id', kind, id)).not.toThrow();
  });

  test.each([
    ['vpc', 'main'], ['vpc', ''], ['vpc', 'vpc-0123456789ABCDEF0'], ['vpc', 'vpc-0123456789abcdef'], ['rtb', 'subnet-0123456789abcdef0'], ['sg', ' sg-1a2b3c4d'],
  ] as const)("of a %s fails as '%s'", (kind, id) => {
    expect(() => requireId('storage/vpc', 'id', kind, id)).toThrow(`storage/vpc: id '${id}' does not look like ${kind}-0123456789abcdef0\n`);
  });
});

describe('ids of EC2', () => {
  const ids = (...given: string[]) => () => requireIds('storage/vpc', 'subnetIds', 'subnet', given, 'nothing would be made');

  test('can be several', () => {
    expect(ids('subnet-1a2b3c4d', '${aws_subnet.b.id}')).not.toThrow();
  });

  test('fail when there is none', () => {
    expect(ids()).toThrow("storage/vpc: subnetIds is empty\n  why: nothing would be made\n  fix: subnetIds: ['subnet-0123456789abcdef0']");
  });

  test('fail when one is something else', () => {
    expect(ids('subnet-1a2b3c4d', 'private-b')).toThrow("storage/vpc: subnetIds 'private-b' does not look like subnet-0123456789abcdef0\n");
  });
});
