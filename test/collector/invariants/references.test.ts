import { CollectorDocument } from '../../../lib/collector/configuration';
import { referenceFindings } from '../../../lib/collector/invariants/references';
import { documentOf, parsed, whats } from '../documents';

/** What a cluster of last year runs: every name in it is an old one. */
const FOREIGN = parsed(`
  receivers:
    otlp: { protocols: { grpc: { endpoint: 0.0.0.0:4317 }, http: } }
    filelog: { include: [/var/log/pods/*/*/*.log], storage: file_storage }
    hostmetrics: { scrapers: { cpu: } }
  processors:
    memory_limiter: { check_interval: 1s, limit_percentage: 80 }
    k8sattributes:
    batch: {}
  exporters:
    otlp/tempo: { endpoint: tempo:4317, tls: { insecure: true }, sending_queue: { storage: file_storage } }
    otlphttp/loki: { endpoint: http://loki/otlp, auth: { authenticator: basicauth } }
    prometheusremotewrite: { endpoint: http://thanos:19291/api/v1/receive }
  connectors:
    spanmetrics: {}
  extensions: { file_storage: , basicauth: , health_check: }
  service:
    extensions: [file_storage, basicauth, health_check]
    pipelines:
      traces: { receivers: [otlp], processors: [memory_limiter, k8sattributes, batch], exporters: [otlp/tempo, spanmetrics] }
      metrics: { receivers: [otlp, hostmetrics, spanmetrics], processors: [memory_limiter, batch], exporters: [prometheusremotewrite] }
      logs: { receivers: [otlp, filelog], processors: [memory_limiter, k8sattributes, batch], exporters: [otlphttp/loki] }
`);

function found(document: CollectorDocument): string[] {
  return whats(referenceFindings(document));
}

test('a document in which everything fits has nothing wrong with it', () => {
  expect(referenceFindings(FOREIGN)).toEqual([]);
});

describe('what is not there', () => {
  test.each([
    ['receivers', { receivers: ['kafka'], exporters: ['debug'] }, 'kafka'],
    ['processors', { receivers: ['otlp'], processors: ['batch/large'], exporters: ['debug'] }, 'batch/large'],
    ['exporters', { receivers: ['otlp'], exporters: ['otlp_grpc/a'] }, 'otlp_grpc/a'],
  ])('fails among the %s of a pipeline', (section, pipeline, id) => {
    const document: CollectorDocument = { receivers: { otlp: {} }, exporters: { debug: {} }, service: { pipelines: { traces: pipeline } } };

    expect(referenceFindings(document)).toContainEqual({
      what: `pipeline traces uses '${id}', which is not defined`,
      why: 'the collector would not start (references a component that is not configured)',
      fix: `define '${id}' under ${section}:, or take it out of pipeline traces`,
    });
  });

  test('fails among the extensions of the service', () => {
    const document = { ...FOREIGN, service: { ...FOREIGN.service, extensions: [...FOREIGN.service!.extensions!, 'zpages'] } };

    expect(referenceFindings(document)).toMatchObject([{
      what: "service uses 'zpages', which is not defined",
      fix: "define 'zpages' under extensions:, or take it out of service",
    }]);
  });

  test('fails even when its name is one that every object has', () => {
    expect(found(documentOf({ traces: { receivers: ['otlp'], processors: ['toString'], exporters: ['debug'] } }, { processors: {} }))).toEqual([]);
    expect(found({ receivers: { otlp: {} }, exporters: { debug: {} }, service: { pipelines: { traces: { receivers: ['otlp'], processors: ['toString'], exporters: ['debug'] } } } }))
      .toEqual(["pipeline traces uses 'toString', which is not defined"]);
  });

  test('does not fail for a connector at either end', () => {
    const document = documentOf({
      'traces': { receivers: ['otlp'], exporters: ['forward'] },
      'traces/out': { receivers: ['forward'], exporters: ['debug'] },
    }, { connectors: { forward: {} } });

    expect(found(document)).toEqual([]);
  });
});

describe('an extension to which something refers', () => {
  const REFERENCES: [string, Omit<CollectorDocument, 'service'>, string][] = [
    ['a queue', { exporters: { otlp: { sending_queue: { storage: 'file_storage/a' } } } }, 'exporter otlp'],
    ['positions', { receivers: { filelog: { storage: 'file_storage/a' } } }, 'receiver filelog'],
    ['credentials of what is sent', { exporters: { otlphttp: { auth: { authenticator: 'file_storage/a' } } } }, 'exporter otlphttp'],
    ['credentials of remote write', { exporters: { prometheusremotewrite: { http: { auth: { authenticator: 'file_storage/a' } } } } }, 'exporter prometheusremotewrite'],
    ['credentials of senders over gRPC', { receivers: { otlp: { protocols: { grpc: { auth: { authenticator: 'file_storage/a' } } } } } }, 'receiver otlp'],
    ['credentials of senders over HTTP', { receivers: { otlp: { protocols: { http: { auth: { authenticator: 'file_storage/a' } } } } } }, 'receiver otlp'],
    ['the choice of a leader', { receivers: { k8s_cluster: { k8s_leader_elector: 'file_storage/a' } } }, 'receiver k8s_cluster'],
  ];

  test.each(REFERENCES)('fails for %s when it does not run', (_title, document, from) => {
    expect(referenceFindings(document)).toContainEqual({
      what: `${from} refers to the extension 'file_storage/a', which does not run`,
      why: 'the collector would not start (extension not found)',
      fix: "list 'file_storage/a' in service.extensions",
    });
  });

  test.each(REFERENCES)('may serve %s when it runs', (_title, document) => {
    const running = { ...document, extensions: { 'file_storage/a': {} }, service: { extensions: ['file_storage/a'] } };

    expect(found(running).filter((what) => what.includes('refers to'))).toEqual([]);
  });

  test('fails when it is defined only: a definition does not run', () => {
    const document = documentOf({ traces: { receivers: ['otlp'], exporters: ['otlp'] } }, {
      exporters: { otlp: { sending_queue: { storage: 'file_storage' } } }, extensions: { file_storage: {} },
    });

    expect(found({ ...document, service: { ...document.service, extensions: [] } })).toEqual([
      "exporter otlp refers to the extension 'file_storage', which does not run",
      'extension file_storage is defined and does not run',
    ]);
  });

  test('does not matter to a queue that is off', () => {
    const document = documentOf({ traces: { receivers: ['otlp'], exporters: ['otlp'] } }, {
      exporters: { otlp: { sending_queue: { enabled: false, storage: 'file_storage' } } },
    });

    expect(found(document)).toEqual([]);
  });

  test('is told once, however often it is named', () => {
    const auth = { authenticator: 'bearertokenauth' };
    const document = documentOf({ traces: { receivers: ['otlp'], exporters: ['debug'] } }, {
      receivers: { otlp: { protocols: { grpc: { auth }, http: { auth } } } },
    });

    expect(found(document)).toEqual(["receiver otlp refers to the extension 'bearertokenauth', which does not run"]);
  });
});

describe('what is in no pipeline', () => {
  test.each([
    ['receiver jaeger', { receivers: { jaeger: {} } }],
    ['processor batch/unused', { processors: { 'batch/unused': {} } }],
    ['exporter debug', { exporters: { debug: {} } }],
    ['connector count', { connectors: { count: {} } }],
  ])('fails for %s', (what, more) => {
    const document = documentOf({ traces: { receivers: ['otlp'], exporters: ['otlp'] } }, more);

    expect(referenceFindings(document)).toEqual([{
      what: `${what} is defined and in no pipeline`,
      why: 'it does nothing, and nobody is told: the collector does not mind',
      fix: `put '${what.split(' ')[1]}' into a pipeline, or take it out`,
    }]);
  });

  test('fails for an extension that is not listed', () => {
    const document = documentOf({ traces: { receivers: ['otlp'], exporters: ['otlp'] } }, { extensions: { zpages: {} } });

    expect(referenceFindings({ ...document, service: { ...document.service, extensions: [] } })).toMatchObject([{
      what: 'extension zpages is defined and does not run',
      fix: "list 'zpages' in service.extensions, or take it out",
    }]);
  });

  test('tells a receiver from an exporter of the same name', () => {
    const document = documentOf({ traces: { receivers: ['otlp'], exporters: ['debug'] } }, { exporters: { otlp: {} } });

    expect(found(document)).toEqual(['exporter otlp is defined and in no pipeline']);
  });
});

describe('a connector', () => {
  test('fails when it only takes', () => {
    const document = documentOf({ traces: { receivers: ['otlp'], exporters: ['spanmetrics'] } }, { connectors: { spanmetrics: {} } });

    expect(referenceFindings(document)).toEqual([{
      what: 'connector spanmetrics is only an exporter',
      why: 'a connector joins pipelines: the collector would not start',
      fix: "put 'spanmetrics' among the receivers of another pipeline",
    }]);
  });

  test('fails when it only gives', () => {
    const document = documentOf({ metrics: { receivers: ['span_metrics/a'], exporters: ['debug'] } }, { connectors: { 'span_metrics/a': {} } });

    expect(referenceFindings(document)).toMatchObject([{
      what: 'connector span_metrics/a is only a receiver',
      fix: "put 'span_metrics/a' among the exporters of another pipeline",
    }]);
  });

  test('fails where it cannot take, and where it cannot give', () => {
    const document = documentOf({
      'traces': { receivers: ['otlp'], exporters: ['spanmetrics'] },
      'logs': { receivers: ['otlp'], exporters: ['spanmetrics'] },
      'metrics': { receivers: ['spanmetrics'], exporters: ['debug'] },
      'traces/out': { receivers: ['spanmetrics'], exporters: ['debug'] },
    }, { connectors: { spanmetrics: {} } });

    expect(referenceFindings(document)).toMatchObject([
      { what: 'pipeline logs has connector spanmetrics, which does not carry logs', fix: 'use it in pipelines of traces only' },
      { what: 'pipeline traces/out has connector spanmetrics, which does not carry traces', fix: 'use it in pipelines of metrics only' },
    ]);
  });

  test('fails when nobody takes what it makes of what it takes', () => {
    const document = documentOf({
      'metrics': { receivers: ['otlp'], exporters: ['forward'] },
      'logs/out': { receivers: ['forward'], exporters: ['debug'] },
    }, { connectors: { forward: {} } });

    expect(referenceFindings(document)).toMatchObject([
      {
        what: 'connector forward is an exporter of pipeline metrics, and no pipeline at its other end has a signal for it',
        fix: "take 'forward' out of pipeline metrics, or join it to a pipeline of another signal",
      },
      {
        what: 'connector forward is a receiver of pipeline logs/out, and no pipeline at its other end has a signal for it',
        fix: "take 'forward' out of pipeline logs/out, or join it to a pipeline of another signal",
      },
    ]);
  });

  test('of which the library knows nothing may make anything of anything', () => {
    const document = documentOf({
      logs: { receivers: ['otlp'], exporters: ['acme'] },
      traces: { receivers: ['acme'], exporters: ['debug'] },
    }, { connectors: { acme: {} } });

    expect(referenceFindings(document)).toEqual([]);
  });
});

describe('a component of another signal', () => {
  test.each([
    ['receiver filelog', { receivers: ['filelog'], exporters: ['debug'] }, 'logs'],
    ['processor tail_sampling/a', { receivers: ['otlp'], processors: ['tail_sampling/a'], exporters: ['debug'] }, 'traces'],
    ['exporter prometheusremotewrite', { receivers: ['otlp'], exporters: ['prometheusremotewrite'] }, 'metrics'],
  ])('fails: %s', (component, pipeline, signal) => {
    const id = signal === 'logs' ? 'traces/a' : 'logs/a';

    expect(referenceFindings(documentOf({ [id]: pipeline }))).toEqual([{
      what: `pipeline ${id} has ${component}, which does not carry ${id.split('/')[0]}`,
      why: 'the collector would not start (telemetry type is not supported)',
      fix: `use it in pipelines of ${signal} only`,
    }]);
  });

  test('cannot be judged when the library does not know it', () => {
    expect(found(documentOf({ logs: { receivers: ['acme'], processors: ['acme'], exporters: ['acme'] } }))).toEqual([]);
  });
});

describe('a pipeline', () => {
  test('fails when there is none', () => {
    expect(referenceFindings({})).toEqual([{
      what: 'there is no pipeline',
      why: 'the collector would not start (service must have at least one pipeline)',
      fix: 'say where something goes: tracesTo, metricsTo, logsTo or destination',
    }]);
  });

  test.each([
    ['receiver', { exporters: ['debug'] }, 'give it a receiver, or take it out'],
    ['exporter', { receivers: ['otlp'] }, 'give it an exporter, or take it out'],
  ])('fails without a %s', (end, pipeline, fix) => {
    expect(referenceFindings(documentOf({ traces: pipeline }))).toEqual([{
      what: `pipeline traces has no ${end}`, why: `the collector would not start (must have at least one ${end})`, fix,
    }]);
  });

  test('fails for something that is no signal', () => {
    expect(referenceFindings(documentOf({ 'spans/a': { receivers: ['otlp'], exporters: ['debug'] } }))).toEqual([{
      what: "pipeline spans/a carries 'spans', which is no signal",
      why: 'the collector would not start (unknown pipeline signal)',
      fix: 'traces, metrics or logs, with a name behind a slash: traces/spans',
    }]);
  });

  test('may carry profiles, of which the library knows nothing yet', () => {
    expect(referenceFindings(documentOf({ profiles: { receivers: ['otlp'], exporters: ['otlp'] } }))).toEqual([]);
  });

  test('fails when it feeds itself by way of another', () => {
    const document = documentOf({
      'traces': { receivers: ['otlp', 'forward/back'], exporters: ['forward/on'] },
      'traces/next': { receivers: ['forward/on'], exporters: ['forward/back', 'debug'] },
    }, { connectors: { 'forward/on': {}, 'forward/back': {} } });

    expect(referenceFindings(document)).toEqual([{
      what: 'pipelines feed each other in a circle: traces -> traces/next -> traces',
      why: 'the collector would not start, or telemetry would go round for ever',
      fix: 'end pipeline traces in an exporter that leaves the collector',
    }]);
  });

  test('does not go in a circle when only its port is shared with another signal', () => {
    const document = documentOf({
      'traces': { receivers: ['otlp'], exporters: ['spanmetrics'] },
      'metrics': { receivers: ['spanmetrics'], exporters: ['otlp/queue'] },
      'metrics/out': { receivers: ['otlp'], exporters: ['debug'] },
    }, {
      receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:4317' } } } },
      exporters: { 'otlp/queue': { endpoint: 'localhost:4317' } },
      connectors: { spanmetrics: {} },
    });

    expect(referenceFindings(document)).toEqual([]);
  });
});
