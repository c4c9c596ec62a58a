import {
  BasicAuthExtension, BearerTokenAuthExtension, CustomExtension, Extension, FileStorageExtension, HealthCheckExtension, PprofExtension,
} from '../../../lib/collector/components';
import { ExtensionRole } from '../../../lib/collector/components/component-type';
import { requireRole } from '../../../lib/collector/components/extension-role';
import { FileSource, SecretValue } from '../../../lib/wiring';
import { problemOf } from '../documents';

const secret = SecretValue.fromSecret('vendor', 'token');

const EXTENSIONS: { readonly [name: string]: Extension } = {
  'basic authentication of what is sent': BasicAuthExtension.client({ username: 'gateway', password: secret }),
  'basic authentication of senders': BasicAuthExtension.server({ htpasswd: FileSource.fromSecret('senders', 'htpasswd') }),
  'a bearer token': new BearerTokenAuthExtension({ token: secret }),
  'a file storage': new FileStorageExtension({ directory: '/var/lib/otelcol/queue' }),
  'a health check': new HealthCheckExtension(),
  'a profiler': new PprofExtension(),
};

const ROLES: { readonly [does: string]: ExtensionRole } = {
  'add credentials to what is sent': 'client-authenticator',
  'check the credentials of senders': 'server-authenticator',
  'keep a queue': 'storage',
};

const CAN: { readonly [does: string]: readonly string[] } = {
  'add credentials to what is sent': ['basic authentication of what is sent', 'a bearer token'],
  'check the credentials of senders': ['basic authentication of senders', 'a bearer token'],
  'keep a queue': ['a file storage'],
};

function want(role: string, extension: Extension): void {
  requireRole('exporter otlp_grpc', 'itsOption', ROLES[role], extension);
}

describe.each(Object.keys(EXTENSIONS))('%s', (name) => {
  const able = Object.keys(CAN).filter((role) => CAN[role].includes(name));
  const unable = Object.keys(CAN).filter((role) => !CAN[role].includes(name));

  test(`can ${able.join(' and ') || 'do none of it'}`, () => {
    able.forEach((role) => expect(() => want(role, EXTENSIONS[name])).not.toThrow());
  });

  test.each(unable)('fails where somebody wants it to %s', (role) => {
    expect(problemOf(() => want(role, EXTENSIONS[name]))).toMatchObject({
      path: 'exporter otlp_grpc',
      what: `itsOption is ${EXTENSIONS[name].type}, which does not ${role}`,
      why: 'it validates, and the collector does not start',
    });
  });
});

test('an extension that the library does not know is believed to do everything', () => {
  Object.keys(CAN).forEach((role) => expect(() => want(role, new CustomExtension({ type: 'oauth2client' }))).not.toThrow());
});

test('nothing wanted is nothing wrong', () => {
  expect(() => requireRole('exporter otlp_grpc', 'storage', 'storage', undefined)).not.toThrow();
});
