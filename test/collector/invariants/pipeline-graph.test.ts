import * as fc from 'fast-check';
import { CollectorDocument } from '../../../lib/collector/configuration';
import { PipelineGraph } from '../../../lib/collector/invariants/pipeline-graph';
import { documentOf } from '../documents';

/** Traces that wait in the queue of one exporter and are relayed to a second receiver of the same collector. */
function relay(endpoint: string, listensOn: string): CollectorDocument {
  return documentOf({
    'traces': { receivers: ['otlp'], exporters: ['otlp_grpc/queue'] },
    'traces/out': { receivers: ['otlp/queue'], exporters: ['otlp_http'] },
  }, {
    receivers: {
      'otlp': { protocols: { grpc: { endpoint: '${env:POD_IP}:4317' } } },
      'otlp/queue': { protocols: { grpc: { endpoint: listensOn } } },
    },
    exporters: { 'otlp_grpc/queue': { endpoint } },
  });
}

/** One pipeline for each node, one forward connector for each edge. */
function graphOf(nodes: number, edges: readonly (readonly [number, number])[]): CollectorDocument {
  const name = ([from, to]: readonly [number, number]) => `forward/${from}-${to}`;
  return documentOf(Object.fromEntries([...Array(nodes).keys()].map((node) => [`traces/${node}`, {
    receivers: ['nop', ...edges.filter(([, to]) => to === node).map(name)],
    exporters: ['nop', ...edges.filter(([from]) => from === node).map(name)],
  }])), { connectors: Object.fromEntries(edges.map((edge) => [name(edge), {}])) });
}

describe('one pipeline feeds another', () => {
  test('by a connector', () => {
    const graph = new PipelineGraph(documentOf({
      traces: { receivers: ['otlp'], exporters: ['spanmetrics'] },
      metrics: { receivers: ['otlp', 'spanmetrics'], exporters: ['debug'] },
    }, { connectors: { spanmetrics: {} } }));

    expect(graph.feedersOf('metrics')).toEqual(['traces']);
    expect(graph.feedersOf('traces')).toEqual([]);
  });

  test('by a connector only with what the connector makes: forward gives traces for traces and logs for logs', () => {
    const graph = new PipelineGraph(documentOf({
      'traces': { receivers: ['otlp'], exporters: ['forward'] },
      'logs': { receivers: ['otlp'], exporters: ['forward'] },
      'traces/out': { receivers: ['forward'], exporters: ['debug'] },
      'logs/out': { receivers: ['forward'], exporters: ['debug'] },
    }, { connectors: { forward: {} } }));

    expect(graph.feedersOf('traces/out')).toEqual(['traces']);
    expect(graph.feedersOf('logs/out')).toEqual(['logs']);
  });

  test('by a connector that the library does not know, with anything', () => {
    const graph = new PipelineGraph(documentOf({
      logs: { receivers: ['otlp'], exporters: ['acme'] },
      metrics: { receivers: ['acme'], exporters: ['debug'] },
    }, { connectors: { acme: {} } }));

    expect(graph.feedersOf('metrics')).toEqual(['logs']);
  });

  test('not by an exporter and a receiver of one name', () => {
    const graph = new PipelineGraph(documentOf({
      'traces': { receivers: ['otlp'], exporters: ['nop'] },
      'traces/out': { receivers: ['nop'], exporters: ['debug'] },
    }));

    expect(graph.feedersOf('traces/out')).toEqual([]);
  });

  test.each([
    ['127.0.0.1:14317', '127.0.0.1:14317'],
    ['localhost:14317', '127.0.0.1:14317'],
    ['[::1]:14317', 'localhost:14317'],
    ['http://localhost:14317', 'localhost:14317'],
    ['localhost:14317', '0.0.0.0:14317'],
    ['localhost:14317', '[::]:14317'],
    ['localhost:14317', ':14317'],
    ['localhost:4317', undefined],
  ])('over loopback: %s reaches who listens on %s', (endpoint, listensOn) => {
    expect(new PipelineGraph(relay(endpoint, listensOn as string)).feedersOf('traces/out')).toEqual(['traces']);
  });

  test.each([
    ['127.0.0.1:14317', '127.0.0.1:14318'],
    ['127.0.0.1:14317', '${env:POD_IP}:14317'],
    ['queue.observability.svc:14317', '127.0.0.1:14317'],
    ['${env:POD_IP}:14317', '127.0.0.1:14317'],
  ])('over loopback only: %s does not reach who listens on %s', (endpoint, listensOn) => {
    expect(new PipelineGraph(relay(endpoint, listensOn)).feedersOf('traces/out')).toEqual([]);
  });

  test('over loopback by signal: traces do not come out of a pipeline of metrics', () => {
    const graph = new PipelineGraph(documentOf({
      traces: { receivers: ['otlp/in'], exporters: ['otlp_grpc'] },
      metrics: { receivers: ['otlp'], exporters: ['debug'] },
    }, {
      receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:4317' } } } },
      exporters: { otlp_grpc: { endpoint: 'localhost:4317' } },
    }));

    expect(graph.feedersOf('metrics')).toEqual([]);
  });
});

describe('a receiver is internal', () => {
  test('when it is a connector', () => {
    const graph = new PipelineGraph(graphOf(2, [[0, 1]]));

    expect(graph.isInternal('forward/0-1')).toBe(true);
    expect(graph.isInternal('nop')).toBe(false);
  });

  test('when it takes what a pipeline of the same collector relays', () => {
    const graph = new PipelineGraph(relay('127.0.0.1:14317', '127.0.0.1:14317'));

    expect(graph.isInternal('otlp/queue')).toBe(true);
    expect(graph.isInternal('otlp')).toBe(false);
  });

  test('but not when others can reach it as well', () => {
    expect(new PipelineGraph(relay('127.0.0.1:14317', '0.0.0.0:14317')).isInternal('otlp/queue')).toBe(false);
  });

  test('but not when it takes from others by its other protocol', () => {
    const document = relay('127.0.0.1:14317', '127.0.0.1:14317');
    const protocols = { grpc: { endpoint: '127.0.0.1:14317' }, http: { endpoint: '0.0.0.0:4318' } };

    expect(new PipelineGraph({ ...document, receivers: { ...document.receivers, 'otlp/queue': { protocols } } }).isInternal('otlp/queue')).toBe(false);
  });

  test('but not when its senders are other containers of the pod', () => {
    const graph = new PipelineGraph(documentOf({ traces: { receivers: ['otlp'], exporters: ['otlp_grpc'] } }, {
      receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:4317' } } } },
      exporters: { otlp_grpc: { endpoint: 'gateway:4317' } },
    }));

    expect(graph.isInternal('otlp')).toBe(false);
  });
});

describe('a circle of pipelines', () => {
  test('is told in the direction in which telemetry flows', () => {
    expect(new PipelineGraph(graphOf(3, [[0, 1], [1, 2], [2, 0]])).cycle()).toEqual(['traces/0', 'traces/1', 'traces/2', 'traces/0']);
  });

  test('may be a pipeline that feeds itself', () => {
    expect(new PipelineGraph(graphOf(2, [[0, 1], [1, 1]])).cycle()).toEqual(['traces/1', 'traces/1']);
  });

  test('may go over loopback: a collector that sends to itself', () => {
    const document = documentOf({ traces: { receivers: ['otlp'], exporters: ['otlp_grpc'] } }, {
      receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } },
      exporters: { otlp_grpc: { endpoint: 'localhost:4317' } },
    });

    expect(new PipelineGraph(document).cycle()).toEqual(['traces', 'traces']);
  });

  test('is found exactly when there is one, and is one', () => {
    const nodes = 6;
    const edge = fc.tuple(fc.nat(nodes - 1), fc.nat(nodes - 1));
    fc.assert(fc.property(fc.uniqueArray(edge, { maxLength: 10, selector: (pair) => pair.join() }), (edges) => {
      const cycle = new PipelineGraph(graphOf(nodes, edges)).cycle();
      expect(cycle !== undefined).toBe(comesBack(nodes, edges));
      (cycle ?? []).slice(1).forEach((to, index) => {
        expect(edges.map(([from, end]) => `traces/${from} traces/${end}`)).toContain(`${cycle![index]} ${to}`);
      });
      expect(cycle?.[0]).toBe(cycle?.[cycle.length - 1]);
    }));
  });

  test('is not looked for twice in the same place: twenty layers of two have a million ways through', () => {
    const layers = 20;
    const edges = [...Array(2 * (layers - 1)).keys()].flatMap((node) => {
      const next = node - (node % 2) + 2;
      return [[node, next], [node, next + 1]] as const;
    });

    expect(new PipelineGraph(graphOf(2 * layers, edges)).cycle()).toBeUndefined();
  });
});

/** Warshall: whether any node reaches itself. */
function comesBack(nodes: number, edges: readonly (readonly [number, number])[]): boolean {
  const all = [...Array(nodes).keys()];
  const reaches = all.map((from) => all.map((to) => edges.some(([a, b]) => a === from && b === to)));
  all.forEach((by) => all.forEach((from) => all.forEach((to) => {
    reaches[from][to] ||= reaches[from][by] && reaches[by][to];
  })));
  return all.some((node) => reaches[node][node]);
}
