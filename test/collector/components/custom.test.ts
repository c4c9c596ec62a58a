import {
  ComponentKind, CustomComponentProps, CustomConnector, CustomExporter, CustomExtension, CustomProcessor, CustomReceiver,
} from '../../../lib/collector/components';
import { CollectorDistribution } from '../../../lib/versions';
import { FileSource, SecretValue, Signal } from '../../../lib/wiring';
import { needed, problemOf, rendered, TESTED } from '../documents';

const KINDS = [
  [ComponentKind.RECEIVER, CustomReceiver],
  [ComponentKind.PROCESSOR, CustomProcessor],
  [ComponentKind.EXPORTER, CustomExporter],
  [ComponentKind.CONNECTOR, CustomConnector],
  [ComponentKind.EXTENSION, CustomExtension],
] as const;

const { TRACES, METRICS, LOGS } = Signal;

describe.each(KINDS)('a custom %s', (kind, Custom) => {
  const make = (props: Partial<CustomComponentProps> = {}) => new Custom({ type: 'acme', ...props });

  test('has the type and name that it was given, at any version', () => {
    expect(make()).toMatchObject({ kind, type: 'acme', name: undefined });
    expect(make({ name: 'a' })._id({ collectorVersion: '0.146.0' })).toBe('acme/a');
    expect(make({ name: 'a' })._id(TESTED)).toBe('acme/a');
  });

  test('has an empty configuration, and needs nothing', () => {
    expect(rendered(make())).toEqual({});
    expect(needed(make())).toEqual({});
    expect(make()._extensions()).toEqual([]);
  });

  test('has its configuration as it was written', () => {
    const config = { relabel_configs: [{ replacement: '$$1' }], host: '${env:POD_IP}', price: '$5' };

    expect(rendered(make({ config }))).toEqual(config);
  });

  test('has secrets anywhere, as references', () => {
    const custom = make({
      config: { scrape: [{ basic_auth: { password: SecretValue.fromSecret('acme', 'password') } }], token: SecretValue.fromSecret('acme', 'token', { prefix: '$ ' }) },
    });

    expect(rendered(custom)).toEqual({ scrape: [{ basic_auth: { password: '${env:ACME_PASSWORD}' } }], token: '$$ ${env:ACME_TOKEN}' });
    expect(needed(custom)).toEqual({
      variables: [
        { name: 'ACME_PASSWORD', secretName: 'acme', secretKey: 'password' },
        { name: 'ACME_TOKEN', secretName: 'acme', secretKey: 'token' },
      ],
    });
  });

  test('needs what it says, and its secrets', () => {
    const ports = [{ name: 'acme', port: 9000 }];
    const custom = make({ config: { token: SecretValue.fromSecret('acme', 'token') }, needs: { ports } });

    expect(needed(custom)).toEqual({ ports, variables: [{ name: 'ACME_TOKEN', secretName: 'acme', secretKey: 'token' }] });
  });

  test('needs its secrets besides the variables that it says', () => {
    const variables = [{ name: 'ACME_REGION', value: 'eu' }];
    const custom = make({ config: { token: SecretValue.fromSecret('acme', 'token') }, needs: { variables } });

    expect(needed(custom)).toEqual({ variables: [{ name: 'ACME_TOKEN', secretName: 'acme', secretKey: 'token' }, ...variables] });
  });

  test('has files anywhere, by their path, and needs them mounted besides the mounts that it says', () => {
    const mounts = [{ mountPath: '/etc/acme', configMapName: 'acme' }];
    const custom = make({ config: { tls: { ca_file: FileSource.fromConfigMap('authority', 'ca.crt') } }, needs: { mounts } });

    expect(rendered(custom)).toEqual({ tls: { ca_file: '/etc/observability/config-map/authority/ca.crt' } });
    expect(needed(custom)).toEqual({ mounts: [{ mountPath: '/etc/observability/config-map/authority', configMapName: 'authority' }, ...mounts] });
  });

  test('refers to the extensions that it says', () => {
    const extension = new CustomExtension({ type: 'oauth2client' });

    expect(make({ extensions: [extension] })._extensions()).toEqual([extension]);
  });

  test('is in contrib, and without a module, unless it says more', () => {
    expect(make()._type).toMatchObject({ kind, name: 'acme', module: '', distributions: [CollectorDistribution.CONTRIB] });
    expect(make({ module: 'example.com/acme', distributions: [] })._type).toMatchObject({ module: 'example.com/acme', distributions: [] });
  });

  test('has a version of its module, when that is not the collector\'s', () => {
    expect(make({ module: 'example.com/acme' })._type.moduleVersion).toBeUndefined();
    expect(make({ module: 'example.com/acme', moduleVersion: 'v0.3.1' })._type).toMatchObject({ module: 'example.com/acme', moduleVersion: 'v0.3.1' });
  });

  test.each(['0.3.1', 'v0.3', 'latest', 'v1.2.3 ', ''])("fails on the version '%s', which Go does not know", (moduleVersion) => {
    expect(problemOf(() => make({ module: 'example.com/acme', moduleVersion }))).toMatchObject({
      path: `Custom ${kind}`, what: `moduleVersion '${moduleVersion}' is no version of a Go module`,
    });
  });

  test('fails on the version of no module', () => {
    expect(problemOf(() => make({ moduleVersion: 'v0.3.1' }))).toMatchObject({ path: `Custom ${kind}`, what: "moduleVersion 'v0.3.1' without module" });
  });

  test.each(['', 'a-b', '1a', 'a/b', 'a b', 'a.b', 'x'.repeat(64)])("fails on the type '%s', which the collector refuses", (type) => {
    expect(problemOf(() => make({ type }))).toMatchObject({
      path: `Custom ${kind}`,
      what: `'${type}' is not a type of component`,
      fix: "type: 'redaction', as `otelcol components` shows it",
    });
  });
});

describe('the signals of a custom component', () => {
  test('are all, unless it says less', () => {
    expect(new CustomReceiver({ type: 'acme' })._type).toMatchObject({ signals: [TRACES, METRICS, LOGS] });
    expect(new CustomReceiver({ type: 'acme', signals: [LOGS] })._type).toMatchObject({ signals: [LOGS] });
  });

  test('are what a connector takes, and what it gives of each', () => {
    expect(new CustomConnector({ type: 'acme', signals: [TRACES, METRICS] })._type).toMatchObject({
      signals: [], connects: { [TRACES]: [TRACES, METRICS], [METRICS]: [TRACES, METRICS] },
    });
  });

  test('are none for an extension', () => {
    const type = new CustomExtension({ type: 'acme' })._type;

    expect(type.signals).toEqual([]);
    expect(type.connects).toBeUndefined();
  });
});
