import { ObjectStore, S3AccessKey } from '../../../lib/storage';
import { SecretValue } from '../../../lib/wiring';

const [ID, SECRET] = [SecretValue.fromSecret('garage', 'id'), SecretValue.fromSecret('garage', 'secret')];

function store(accessKey: S3AccessKey) {
  return ObjectStore.s3({ bucket: 'acme-metrics', region: 'eu-central-1', accessKey });
}

describe('a static key', () => {
  test('is two references to Secrets', () => {
    expect(store({ id: ID, secret: SECRET }).accessKey).toEqual({ id: ID, secret: SECRET });
  });

  test.each(['id', 'secret'])('fails with text before its %s', (half) => {
    const value = SecretValue.fromSecret('garage', half, { prefix: 'Bearer ' });
    expect(() => store({ id: ID, secret: SECRET, [half]: value })).toThrow(`ObjectStore.s3: accessKey.${half} has the prefix 'Bearer '`);
  });

  test('may be two Secrets with one key each, of one name', () => {
    expect(() => store({ id: SecretValue.fromSecret('id', 'value'), secret: SecretValue.fromSecret('secret', 'value') })).not.toThrow();
  });

  test('fails when both halves are one key of a Secret', () => {
    expect(() => store({ id: ID, secret: ID })).toThrow("accessKey.id and accessKey.secret are both 'id' of Secret 'garage'");
  });
});
