import { Provocations } from '../provocation';

export const WIRING: Provocations = {
  room: 'Endpoints and secrets',
  page: 'gateway-stateful-set.md',
  provocations: [
    {
      title: 'Can an API key stand in a program?',
      secret: 'hcaik_01hx',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: OtlpEndpoint.grpc({
              address: 'api.honeycomb.io:443',
        -     headers: { 'x-honeycomb-team': 'hcaik_01hx' },
        +     headers: { 'x-honeycomb-team': SecretValue.fromSecret('x-honeycomb-team', 'value') },
            }),
          });
      `,
      error: `OtlpEndpoint.grpc: header 'x-honeycomb-team' has a literal credential
  why: it would be readable in the ConfigMap, in the output folder and in version control
  fix: headers: { 'x-honeycomb-team': SecretValue.fromSecret('x-honeycomb-team', 'value') }`,
    },
    {
      title: 'Does the address of OTLP over gRPC begin with https://?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
        -   destination: OtlpEndpoint.grpc({ address: 'https://otlp.vendor.example' }),
        +   destination: OtlpEndpoint.grpc({ address: 'otlp.vendor.example:443' }),
          });
      `,
      error: `OtlpEndpoint.grpc: address 'https://otlp.vendor.example' has a scheme
  why: gRPC takes host:port; 'https://' is ignored or overrides the TLS settings without a word
  fix: address: 'otlp.vendor.example:443', and tls: Tls.plaintext() for a connection without TLS`,
    },
    {
      title: 'Does the address of OTLP over gRPC begin with http://?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
        -   destination: OtlpEndpoint.grpc({ address: 'http://tempo.tempo.svc:4317' }),
        +   destination: OtlpEndpoint.grpc({ address: 'tempo.tempo.svc:4317', tls: Tls.plaintext() }),
          });
      `,
      error: `OtlpEndpoint.grpc: address 'http://tempo.tempo.svc:4317' has a scheme
  why: gRPC takes host:port; 'http://' is ignored or overrides the TLS settings without a word
  fix: address: 'tempo.tempo.svc:4317', and tls: Tls.plaintext() for a connection without TLS`,
    },
    {
      title: 'Why is TLS not used though I have given tls?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            logsTo: OtlpEndpoint.http({
        -     url: 'http://loki.example.com/otlp',
        +     url: 'https://loki.example.com/otlp',
              tls: Tls.custom({ ca: FileSource.fromConfigMap('loki-ca', 'ca.crt') }),
            }),
          });
      `,
      error: `exporter otlp_http: url 'http://loki.example.com/otlp' is plain text, but tls was given
  why: the scheme wins: credentials would cross the network in clear text
  fix: url: 'https://loki.example.com/otlp'`,
    },
    {
      title: 'Can a URL of OTLP have a query?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
        -   logsTo: OtlpEndpoint.http({ url: 'https://logs.example.com/otlp?dataset=prod' }),
        +   logsTo: OtlpEndpoint.http({ url: 'https://logs.example.com/otlp' }),
          });
      `,
      error: `OtlpEndpoint.http: url 'https://logs.example.com/otlp?dataset=prod' has a query
  why: the exporter appends /v1/traces, /v1/metrics or /v1/logs: behind a query it is no path, and nothing would arrive
  fix: url: 'https://logs.example.com/otlp'`,
    },
    {
      title: 'Can a password stand in a URL?',
      secret: 'hunter2',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
        -   logsTo: OtlpEndpoint.http({ url: 'https://me:hunter2@logs.example.com/otlp' }),
        +   logsTo: OtlpEndpoint.http({ url: 'https://logs.example.com/otlp', headers: { authorization: SecretValue.fromSecret('vendor', 'authorization') } }),
          });
      `,
      error: `OtlpEndpoint.http: url 'https://…@logs.example.com/otlp' has a credential in it
  why: it would be readable in the ConfigMap, in the output folder and in version control
  fix: url: 'https://logs.example.com/otlp', and headers: { authorization: SecretValue.fromSecret('vendor', 'authorization') } if the endpoint has headers`,
    },
    {
      title: 'Which key of a Secret is meant?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: OtlpEndpoint.grpc({
              address: 'api.honeycomb.io:443',
        -     headers: { 'x-honeycomb-team': SecretValue.fromSecret('honeycomb', 'hcaik 01hx==') },
        +     headers: { 'x-honeycomb-team': SecretValue.fromSecret('honeycomb', 'api-key') },
            }),
          });
      `,
      error: `SecretValue.fromSecret: 'hcaik 01hx==' is not a key of a Secret or ConfigMap
  why: Kubernetes takes letters, digits, -, _ and . only
  fix: use a key under data: of the object, for example 'api-key' (the value itself never belongs into a program)`,
    },
    {
      title: 'Does a client certificate need its key?',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            destination: OtlpEndpoint.grpc({
              address: 'otlp.vendor.example:443',
        -     tls: Tls.custom({ certificate: FileSource.fromSecret('client-tls', 'tls.crt') }),
        +     tls: Tls.custom({ certificate: FileSource.fromSecret('client-tls', 'tls.crt'), key: FileSource.fromSecret('client-tls', 'tls.key') }),
            }),
          });
      `,
      error: `Tls.custom: a certificate without a key
  why: a client certificate needs both, and the collector would not start
  fix: key: FileSource.fromSecret('client-tls', 'tls.key')`,
    },
    {
      title: 'Two secrets, one variable',
      program: `
          new GatewayStatefulSet(chart, 'gateway', {
            cluster,
            tracesTo: OtlpEndpoint.grpc({
              address: 'traces.vendor.example:443',
              headers: { 'x-api-key': SecretValue.fromSecret('traces', 'key', { variable: 'API_KEY' }) },
            }),
            logsTo: OtlpEndpoint.grpc({
              address: 'logs.vendor.example:443',
        -     headers: { 'x-api-key': SecretValue.fromSecret('logs', 'key', { variable: 'API_KEY' }) },
        +     headers: { 'x-api-key': SecretValue.fromSecret('logs', 'key', { variable: 'API_KEY_2' }) },
            }),
          });
      `,
      error: `observability/gateway: variable API_KEY is key 'key' of secret 'traces' for exporter otlp_grpc/traces-vendor-example but key 'key' of secret 'logs' for exporter otlp_grpc/logs-vendor-example
  why: a container has one value per variable: one of the two would send the credential of the other
  fix: SecretValue.fromSecret('logs', 'key', { variable: 'API_KEY_2' })`,
    },
  ],
};
