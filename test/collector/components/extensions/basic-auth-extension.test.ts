import { BasicAuthExtension } from '../../../../lib/collector/components';
import { FileSource, SecretValue } from '../../../../lib/wiring';
import { rendered, TESTED } from '../../documents';

describe('basic authentication', () => {
  test('of what is sent has a password by reference', () => {
    const extension = BasicAuthExtension.client({ name: 'thanos', username: 'gate$way', password: SecretValue.fromSecret('thanos', 'password') });

    expect(extension._id(TESTED)).toBe('basicauth/thanos');
    expect(rendered(extension)).toEqual({ client_auth: { username: 'gate$$way', password: '${env:THANOS_PASSWORD}' } });
    expect(extension._needs()).toEqual({ variables: [{ name: 'THANOS_PASSWORD', secretName: 'thanos', secretKey: 'password' }] });
  });

  test('of what is sent may have a user by reference too', () => {
    const extension = BasicAuthExtension.client({
      username: SecretValue.fromSecret('thanos', 'user'), password: SecretValue.fromSecret('thanos', 'password'),
    });

    expect(rendered(extension)).toEqual({ client_auth: { username: '${env:THANOS_USER}', password: '${env:THANOS_PASSWORD}' } });
    expect(extension._needs().variables).toEqual([
      { name: 'THANOS_USER', secretName: 'thanos', secretKey: 'user' },
      { name: 'THANOS_PASSWORD', secretName: 'thanos', secretKey: 'password' },
    ]);
  });

  test('of senders reads a file that the pod mounts', () => {
    const extension = BasicAuthExtension.server({ htpasswd: FileSource.fromSecret('senders', 'htpasswd') });

    expect(extension._id(TESTED)).toBe('basicauth');
    expect(rendered(extension)).toEqual({ htpasswd: { file: '/etc/observability/secret/senders/htpasswd' } });
    expect(extension._needs()).toEqual({ mounts: [{ mountPath: '/etc/observability/secret/senders', secretName: 'senders' }] });
  });

  test('is of one side only', () => {
    const password = SecretValue.fromSecret('thanos', 'password');

    expect(BasicAuthExtension.client({ username: 'gateway', password })._roles).toEqual(['client-authenticator']);
    expect(BasicAuthExtension.server({ htpasswd: FileSource.fromSecret('senders', 'htpasswd') })._roles).toEqual(['server-authenticator']);
  });
});
