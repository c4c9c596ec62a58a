import { ComponentKind } from '../../../lib/collector/components/component-type';
import { CollectorDocument } from '../../../lib/collector/configuration';
import {
  asConfig, componentAt, defines, definitions, isConnector, isOf, joins, numberAt, pipelinesOf, runningExtensions, secondsOf, sendsFromQueue, signalOf,
  textAt, textsAt, typeInPipeline, typeOf, valueAt,
} from '../../../lib/collector/invariants/document-reader';
import { Signal } from '../../../lib/wiring';
import { parsed } from '../documents';

const { RECEIVER, PROCESSOR, EXPORTER, CONNECTOR } = ComponentKind;

describe('the type of an id', () => {
  test.each([
    [EXPORTER, 'otlp/vendor', 'otlp_grpc'],
    [EXPORTER, 'otlphttp', 'otlp_http'],
    [RECEIVER, 'otlp', 'otlp'],
    [PROCESSOR, 'k8sattributes/own', 'k8s_attributes'],
    [CONNECTOR, 'spanmetrics', 'span_metrics'],
    [EXPORTER, 'otlp/vendor/eu', 'otlp_grpc'],
    [EXPORTER, 'kafka/a', undefined],
    [EXPORTER, '', undefined],
  ])("of %s '%s' is %s today", (kind, id, type) => {
    expect(typeOf(kind, id)?.name).toBe(type);
  });

  test('is the same by its old name and by its new one, in the document and in what asks for it', () => {
    expect(isOf(PROCESSOR, 'k8sattributes/own', 'k8s_attributes')).toBe(true);
    expect(isOf(PROCESSOR, 'k8s_attributes', 'batch', 'k8sattributes')).toBe(true);
    expect(isOf(PROCESSOR, 'k8s_attributes')).toBe(false);
    expect(isOf(PROCESSOR, 'batch', 'k8s_attributes')).toBe(false);
  });

  test('that nobody knows is no other that nobody knows', () => {
    expect(isOf(EXPORTER, 'kafka', 'pulsar')).toBe(false);
    expect(isOf(EXPORTER, 'kafka', 'kafka')).toBe(false);
  });
});

describe('a connector', () => {
  test('gives what its row says to pipelines of other signals', () => {
    expect(joins({ traces: [Signal.METRICS] }, 'traces/in', 'metrics')).toBe(true);
    expect(joins({ traces: [Signal.METRICS] }, 'traces', 'traces/out')).toBe(false);
    expect(joins({ traces: [Signal.METRICS] }, 'logs', 'metrics')).toBe(false);
    expect(joins({ traces: [Signal.METRICS] }, 'toString', 'metrics')).toBe(false);
  });
});

describe('a document', () => {
  const document = parsed(`
    receivers: { otlp: { protocols: { grpc: } } }
    exporters: { debug: }
    connectors: { spanmetrics: {} }
    service: { pipelines: { traces: { receivers: [otlp], exporters: [spanmetrics] }, metrics: } }
  `);

  test('is read kind by kind; what has no configuration has an empty one', () => {
    expect(definitions(document)).toEqual([
      { kind: RECEIVER, id: 'otlp', config: { protocols: { grpc: null } } },
      { kind: CONNECTOR, id: 'spanmetrics', config: {} },
      { kind: EXPORTER, id: 'debug', config: {} },
    ]);
  });

  test('has pipelines with every list in them', () => {
    expect(pipelinesOf(document)).toEqual([
      ['traces', { receivers: ['otlp'], processors: [], exporters: ['spanmetrics'] }],
      ['metrics', { receivers: [], processors: [], exporters: [] }],
    ]);
    expect(pipelinesOf({})).toEqual([]);
  });

  test('tells connectors from what stands at the ends of a pipeline otherwise', () => {
    expect(isConnector(document, 'spanmetrics')).toBe(true);
    expect(isConnector(document, 'otlp')).toBe(false);
    expect(typeInPipeline(document, EXPORTER, 'spanmetrics')).toMatchObject({ kind: 'connector', name: 'span_metrics' });
    expect(typeInPipeline(document, EXPORTER, 'otlp')).toMatchObject({ kind: 'exporter', name: 'otlp_grpc' });
    expect(typeInPipeline(document, RECEIVER, 'otlp')).toMatchObject({ kind: 'receiver', name: 'otlp' });
    expect(typeInPipeline(document, EXPORTER, 'kafka')).toBeUndefined();
  });
});

describe('a foreign document', () => {
  test.each([
    ['nothing', null],
    ['text', 'receivers:'],
    ['a list', [{ receivers: {} }]],
    ['sections of another shape', { receivers: ['otlp'], processors: 'batch', exporters: 1, connectors: null, extensions: false, service: 'none' }],
    ['a service of another shape', { service: { extensions: 'health_check', pipelines: ['traces'] } }],
  ])('that is %s defines nothing and runs nothing', (_title, foreign) => {
    const document = foreign as CollectorDocument;

    expect(definitions(document)).toEqual([]);
    expect(runningExtensions(document)).toEqual([]);
    expect(defines(document, RECEIVER, 'otlp')).toBe(false);
    expect(componentAt(document, RECEIVER, 'otlp')).toEqual({});
  });

  test('has no ids but texts', () => {
    const document = {
      service: { extensions: ['health_check', null, 7], pipelines: { traces: { receivers: 'otlp', processors: [{}, 'batch'], exporters: null }, logs: 5 } },
    } as unknown as CollectorDocument;

    expect(runningExtensions(document)).toEqual(['health_check']);
    expect(pipelinesOf(document)).toEqual([
      ['traces', { receivers: [], processors: ['batch'], exporters: [] }],
      ['logs', { receivers: [], processors: [], exporters: [] }],
    ]);
  });

  test('has no component under a name that every object has', () => {
    expect(defines({ exporters: {} }, EXPORTER, 'toString')).toBe(false);
    expect(componentAt({ exporters: {} }, EXPORTER, 'toString')).toEqual({});
  });
});

describe('a value deep in a configuration', () => {
  const config = { sending_queue: { queue_size: 5, storage: 'file_storage' }, list: [1], nothing: null };

  test('is found by its path', () => {
    expect(valueAt(config, 'sending_queue', 'queue_size')).toBe(5);
    expect(textAt(config, 'sending_queue', 'storage')).toBe('file_storage');
    expect(numberAt(config, 'sending_queue', 'queue_size')).toBe(5);
    expect(textsAt({ scopes: ['a', 7, 'b'] }, 'scopes')).toEqual(['a', 'b']);
  });

  test('is not there when it is of another kind, or something on its way is', () => {
    expect(textAt(config, 'sending_queue', 'queue_size')).toBeUndefined();
    expect(numberAt(config, 'sending_queue', 'storage')).toBeUndefined();
    expect(textsAt(config, 'sending_queue', 'storage')).toEqual([]);
    expect(valueAt(config, 'nothing', 'deeper')).toBeUndefined();
    expect(valueAt(config, 'list', '0')).toBeUndefined();
    expect(valueAt('text', 'length')).toBeUndefined();
  });

  test('is an empty configuration where there is none', () => {
    expect([null, undefined, 'text', 7, ['a']].map(asConfig)).toEqual([{}, {}, {}, {}, {}]);
  });
});

describe('the queue of an exporter', () => {
  test.each([
    ['is on with settings', { sending_queue: { queue_size: 5 } }, true],
    ['is on with its defaults', { sending_queue: null }, true],
    ['is not there', {}, false],
    ['is off, whatever else is said of it', { sending_queue: { enabled: false, queue_size: 5 } }, false],
  ])('%s', (_title, config, on) => {
    expect(sendsFromQueue(config)).toBe(on);
  });
});

describe('the signal of a pipeline', () => {
  test('is what its id begins with', () => {
    expect(['traces', 'metrics/eu', 'logs/a/b'].map(signalOf)).toEqual(['traces', 'metrics', 'logs']);
  });
});

describe('a Go duration', () => {
  test.each([
    ['5s', 5],
    ['200ms', 0.2],
    ['1m30s', 90],
    ['1.5h', 5400],
    ['.5s', 0.5],
    ['0s', 0],
  ])('of %s is %d seconds', (text, seconds) => {
    expect(secondsOf(text)).toBeCloseTo(seconds);
  });

  test.each(['5', 's', '', 'soon', '5 s', '1.2.3s', '${env:TIMEOUT}', '${env:WAIT_5s}'])("is not '%s'", (text) => {
    expect(secondsOf(text)).toBeUndefined();
  });

  test('is not nothing', () => {
    expect(secondsOf(undefined)).toBeUndefined();
  });
});
