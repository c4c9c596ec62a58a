import { SecretValue } from '../../lib/wiring';
import { requireNoLiteralCredential } from '../../lib/wiring/credentials';

/** Headers by which vendors and proxies know who sends. */
const CREDENTIAL_HEADERS = [
  'Authorization', // most of them
  'authorization',
  'Proxy-Authorization',
  'Cookie',
  'api-key', // New Relic
  'X-License-Key', // New Relic
  'DD-API-KEY', // Datadog
  'x-honeycomb-team', // Honeycomb
  'lightstep-access-token', // ServiceNow
  'X-SF-Token', // Splunk
  'x-sumo-token', // Sumo Logic
  'signoz-access-token', // SigNoz
  'signoz-ingestion-key', // SigNoz
  'x-instana-key', // Instana
  'uptrace-dsn', // Uptrace
  'x-sentry-auth', // Sentry
  'X-Insert-Key', // New Relic
  'Ocp-Apim-Subscription-Key', // Azure API Management
  'x-functions-key', // Azure Functions
  'X-Auth-Key', // Cloudflare
  'Authentication', // Alibaba Cloud
  'api_key',
  'x-credential',
  'x-oneuptime-token', // OneUptime
  'API-Token', // Chronosphere
  'X-CH-Auth-API-Token', // Kentik
  'apikey', // Mezmo, groundcover
  'x-goog-api-key', // Google Cloud
  'x-amz-security-token', // AWS
  'X-Vault-Token', // Vault
  'x-dataset-key',
  'x-api-secret',
  'X-Access-Key',
  'x-user-password',
];

/** Headers that say what is sent and for whom, and open nothing. */
const HARMLESS_HEADERS = [
  'X-Scope-OrgID', // Mimir, Loki, Tempo
  'THANOS-TENANT', // Thanos
  'content-type',
  'accept-encoding',
  'user-agent',
  'x-honeycomb-dataset', // Honeycomb
  'x-axiom-dataset', // Axiom
  'Dash0-Dataset', // Dash0
  'stream-name', // OpenObserve
  'x-prometheus-remote-write-version',
  'x-highlight-project',
  'authority',
  'x-monkey',
  'x-steam',
];

describe('a header that carries a credential', () => {
  test.each(CREDENTIAL_HEADERS)('fails as text: %s', (header) => {
    expect(() => requireNoLiteralCredential('OtlpEndpoint.grpc', { [header]: 'abc' })).toThrow(`OtlpEndpoint.grpc: header '${header}' has a literal credential\n`);
  });

  test.each(CREDENTIAL_HEADERS)('passes as a reference to a Secret: %s', (header) => {
    expect(() => requireNoLiteralCredential('caller', { [header]: SecretValue.fromSecret('vendor', 'key') })).not.toThrow();
  });

  test('fails with the exact mend, and without the credential itself', () => {
    expect(() => requireNoLiteralCredential('OtlpEndpoint.http', { 'DD-API-KEY': 'hunter2' })).toThrow(
      /^Observability problems \(1\), nothing was written:\n\nOtlpEndpoint\.http: header 'DD-API-KEY' has a literal credential\n {2}why: it would be readable in the ConfigMap, in the output folder and in version control\n {2}fix: headers: { 'DD-API-KEY': SecretValue\.fromSecret\('dd-api-key', 'value'\) }\n$/,
    );
  });

  test.each(CREDENTIAL_HEADERS)('is mended into a Secret whose name Kubernetes takes: %s', (header) => {
    const [, secretName, key] = /SecretValue\.fromSecret\('(.*)', '(.*)'\)/.exec(errorOf(header))!;

    expect(SecretValue.fromSecret(secretName, key)).toMatchObject({ secretName, key });
  });

  test.each(['Bearer abc', 'Basic dXNlcjpwYXNzd29yZA==', 'bearer abc'])("fails under any header when it is one by its scheme: '%s'", (value) => {
    expect(() => requireNoLiteralCredential('caller', { 'x-upstream': value })).toThrow("caller: header 'x-upstream' has a literal credential\n");
  });

  test('is mended into a Secret with the scheme before it', () => {
    expect(() => requireNoLiteralCredential('caller', { Authorization: 'Bearer abc' })).toThrow(
      "fix: headers: { 'Authorization': SecretValue.fromSecret('authorization', 'value', { prefix: 'Bearer ' }) }\n",
    );
  });

  test('fails beside others that pass', () => {
    const headers = { 'x-honeycomb-dataset': 'prod', 'x-honeycomb-team': 'abc' };

    expect(() => requireNoLiteralCredential('caller', headers)).toThrow("header 'x-honeycomb-team'");
  });
});

test.each(HARMLESS_HEADERS)('a header that carries no credential passes as text: %s', (header) => {
  expect(() => requireNoLiteralCredential('caller', { [header]: 'abc' })).not.toThrow();
});

function errorOf(header: string): string {
  try {
    requireNoLiteralCredential('caller', { [header]: 'abc' });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
