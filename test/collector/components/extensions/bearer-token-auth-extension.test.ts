import { BearerTokenAuthExtension } from '../../../../lib/collector/components';
import { FileSource, SecretValue } from '../../../../lib/wiring';
import { problemOf, rendered, TESTED } from '../../documents';

const token = SecretValue.fromSecret('vendor', 'token');
const tokenFile = FileSource.fromSecret('vendor', 'token');

describe('a bearer token', () => {
  test('is a variable that the collector reads once', () => {
    const extension = new BearerTokenAuthExtension({ token });

    expect(extension._id(TESTED)).toBe('bearertokenauth');
    expect(rendered(extension)).toEqual({ token: '${env:VENDOR_TOKEN}' });
    expect(extension._needs()).toEqual({ variables: [{ name: 'VENDOR_TOKEN', secretName: 'vendor', secretKey: 'token' }], mounts: [] });
  });

  test('is a file that the collector reads again when it changes', () => {
    const extension = new BearerTokenAuthExtension({ name: 'vendor', tokenFile });

    expect(extension._id(TESTED)).toBe('bearertokenauth/vendor');
    expect(rendered(extension)).toEqual({ filename: '/etc/observability/secret/vendor/token' });
    expect(extension._needs()).toEqual({ variables: [], mounts: [{ mountPath: '/etc/observability/secret/vendor', secretName: 'vendor' }] });
  });

  test('may be in another header, after another word', () => {
    expect(rendered(new BearerTokenAuthExtension({ token, scheme: 'Api-Token', header: 'X-Token' }))).toEqual({
      scheme: 'Api-Token', header: 'X-Token', token: '${env:VENDOR_TOKEN}',
    });
  });

  test('serves both sides', () => {
    expect(new BearerTokenAuthExtension({ token })._roles).toEqual(['client-authenticator', 'server-authenticator']);
  });

  test.each([
    ['neither token nor tokenFile is given', {}],
    ['token and tokenFile are both given', { token, tokenFile }],
  ])('fails unless it is given once: %s', (what, props) => {
    expect(problemOf(() => new BearerTokenAuthExtension(props))).toMatchObject({
      path: 'BearerTokenAuthExtension', what, fix: "token: SecretValue.fromSecret('vendor', 'token')",
    });
  });
});
