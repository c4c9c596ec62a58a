import { AlertmanagerEndpoint, FileSource, OtlpEndpoint, Tls } from '../../lib/wiring';
import { schemeFinding } from '../../lib/wiring/scheme-finding';

const ca = FileSource.fromConfigMap('authority', 'ca.crt');

describe('the scheme of a URL', () => {
  test.each([
    ['https://otlp.example.com', undefined],
    ['https://otlp.example.com', Tls.custom({ ca })],
    ['http://tempo.tempo.svc:4318', undefined],
    ['http://tempo.tempo.svc:4318', Tls.plaintext()],
  ])('says what the settings say: %s', (url, tls) => {
    expect(schemeFinding(OtlpEndpoint.http({ url, tls }))).toBeUndefined();
  });

  test('says nothing over gRPC, which has none', () => {
    expect(schemeFinding(OtlpEndpoint.grpc({ address: 'tempo.tempo.svc:4317', tls: Tls.plaintext() }))).toBeUndefined();
  });

  test('fails when it encrypts what is meant to be plain text', () => {
    expect(schemeFinding(OtlpEndpoint.http({ url: 'https://otlp.example.com', tls: Tls.plaintext() }))).toMatchObject({
      what: "url 'https://otlp.example.com' is encrypted, but tls is Tls.plaintext()",
      fix: 'leave tls out, or begin the url with http://',
    });
  });

  test('fails when it sends in plain text what is meant to be encrypted', () => {
    expect(schemeFinding(OtlpEndpoint.http({ url: 'http://otlp.example.com/otlp', tls: Tls.custom({ ca }) }))).toMatchObject({
      what: "url 'http://otlp.example.com/otlp' is plain text, but tls was given",
      fix: "url: 'https://otlp.example.com/otlp'",
    });
  });

  test('is asked of whatever has a URL', () => {
    expect(schemeFinding(AlertmanagerEndpoint.http({ url: 'https://alerts.example.com', tls: Tls.plaintext() }))).toBeDefined();
    expect(schemeFinding(AlertmanagerEndpoint.http({ url: 'https://alerts.example.com' }))).toBeUndefined();
  });
});
