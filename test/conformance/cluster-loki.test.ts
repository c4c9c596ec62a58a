import { crc32 } from 'node:zlib';
import { linesIn } from '../../conformance/cluster/loki/asking';
import { AnsweredLine, compareLines, isComplete, isExact, linesText, markOf, wrongPlaces } from '../../conformance/cluster/loki/lines';
import { INGESTER_NAME, lokiProgram } from '../../conformance/cluster/loki/program';
import { fitToThisMachine } from '../../conformance/cluster/patches';
import { Sending } from '../../conformance/cluster/telemetry-count';
import { podTemplate } from '../../conformance/judging/kubernetes-types';

const SOURCE = 'shop/cart-0/app';
const nothing = () => 0;

/** A record as our program in Go writes it. */
function record(kind: string, seq: number, source = SOURCE): string {
  const mark = (bytes: number, sum: string) => `numbered[run=r kind=${kind} source=${source} seq=${seq} at=7 bytes=${String(bytes).padStart(8, '0')} sum=${sum}]`;
  const around = (text: string) => `ä ${text} end`;
  const bytes = Buffer.byteLength(around(mark(0, '00000000')));
  return around(mark(bytes, crc32(around(mark(bytes, '00000000'))).toString(16).padStart(8, '0')));
}

function answered(...texts: readonly string[]): AnsweredLine[] {
  return texts.map((text) => ({ text, labels: {}, metadata: {} }));
}

function sent(kind: string, count: number, source = SOURCE): Sending {
  return { signal: 'logs', kind, source, sent: count, retries: 0, unacknowledged: [] };
}

describe('a numbered line', () => {
  test('says who it is, and whether it is whole', () => {
    expect(markOf(record('plain', 3))).toEqual({ kind: 'plain', source: SOURCE, seq: 3, isWhole: true });
    expect(markOf(`${record('plain', 3)}.`)?.isWhole).toBe(false);
    expect(markOf(record('plain', 3).replace('end', 'enD'))?.isWhole).toBe(false);
  });

  test('of JSON is numbered in its message', () => {
    expect(markOf(JSON.stringify({ level: 'info', message: record('json', 0) }))?.isWhole).toBe(true);
  });

  test('is none when nobody has numbered it', () => {
    expect(markOf('hello')).toBeUndefined();
    expect(markOf('7')).toBeUndefined();
  });
});

describe('lines of a tenant', () => {
  const written = [sent('plain', 2), sent('probe', 1)];
  const unwanted = ['probe'];
  const right = [record('plain', 0), record('plain', 1)];
  const compare = (...texts: readonly string[]) => compareLines(written, answered(...texts), unwanted);

  test('are right when each is there once, and no unwanted one', () => {
    expect(isExact(compare(...right), nothing)).toBe(true);
    expect(linesText(compare(...right))).toBe('');
  });

  test.each<[string, string[], string]>([
    ['one is missing', [right[0]!], 'plain: of 2, 1 missing and 0 more than once'],
    ['one is there twice', [...right, right[0]!], 'plain: of 2, 0 missing and 1 more than once'],
    ['one is damaged beside the whole one', [...right, `${right[0]}.`], '1 not whole: plain'],
    ['one is of another', [...right, record('plain', 0, 'bank/ledger-0/app')], '1 that must not be there'],
    ['one was never written', [...right, record('plain', 2)], '1 that must not be there'],
    ['one should have been left out', [...right, record('probe', 0)], '1 that must not be there'],
    ['one has no number', [...right, 'hello'], '1 that must not be there: hello'],
  ])('are wrong when %s', (_, texts, text) => {
    expect(isExact(compare(...texts), nothing)).toBe(false);
    expect(linesText(compare(...texts))).toContain(text);
  });

  test('may lack what nobody promises, and no more', () => {
    expect(isExact(compare(right[0]!), () => 1)).toBe(true);
    expect(isExact(compare(), () => 1)).toBe(false);
  });

  test('are not complete when nothing was written', () => {
    expect(isComplete(compareLines([], [], []), nothing)).toBe(false);
  });
});

describe('where a line is from', () => {
  const identity = { source: SOURCE, pod: 'cart-0', container: 'app', attributes: { 'k8s.namespace.name': 'shop', 'k8s.pod.name': 'cart-0' } };
  const indexLabels = ['k8s.namespace.name', 'k8s.container.name'];
  const right = { text: record('plain', 0), labels: { k8s_namespace_name: 'shop', k8s_container_name: 'app' }, metadata: { k8s_pod_name: 'cart-0' } };
  const wrong = (line: Partial<AnsweredLine>) => wrongPlaces([{ ...right, ...line }], [identity], indexLabels);

  test('is right by labels of its stream and by structured metadata', () => {
    expect(wrong({})).toEqual([]);
  });

  test('is wrong when it is another, nobody, or a label too many', () => {
    expect(wrong({ labels: { ...right.labels, k8s_namespace_name: 'bank' } })).toEqual([`${SOURCE}: k8s_namespace_name is bank as label, not shop`]);
    expect(wrong({ metadata: {} })).toEqual([`${SOURCE}: k8s_pod_name is absent as structured metadata, not cart-0`]);
    expect(wrong({ labels: { ...right.labels, k8s_pod_name: 'cart-0' } })).toEqual([`${SOURCE}: k8s_pod_name is not only structured metadata`]);
  });

  test('is wrong when nobody knows its source', () => {
    expect(wrongPlaces([right], [], indexLabels)).toEqual([`${SOURCE}: nobody of that name writes`]);
  });
});

test('an answer has lines with the labels of their streams and metadata of their own', () => {
  const text = JSON.stringify({ data: { result: [{ stream: { a: '1' }, values: [['5', 'x', { structuredMetadata: { b: '2' } }], ['6', 'y', {}]] }] } });

  expect(linesIn(text)).toEqual([{ text: 'x', labels: { a: '1' }, metadata: { b: '2' } }, { text: 'y', labels: { a: '1' }, metadata: {} }]);
});

describe('the Loki of the cluster', () => {
  const { manifests, queryUrl, otlpUrl } = lokiProgram();

  test('keeps its three ingesters on a small machine', () => {
    const replicas = (kept: readonly string[]) => {
      const fitted = fitToThisMachine(manifests, { keepReplicas: kept }).manifests;
      return (fitted.find(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === INGESTER_NAME) as unknown as { spec: { replicas: number } }).spec.replicas;
    };

    expect(replicas([INGESTER_NAME])).toBe(3);
    expect(replicas([])).toBe(2);
  });

  test('has less than 8 GiB of memory', () => {
    const mebibytes = manifests.reduce((sum, manifest) => {
      const { spec } = manifest as unknown as { spec?: { replicas?: number } };
      const containers = podTemplate(manifest)?.spec.containers as unknown as { resources: { limits: { memory: string } } }[] | undefined;
      const limits = (containers ?? []).map(({ resources }) => /^(\d+)Mi$/.exec(resources.limits.memory)?.[1]);
      return sum + (spec?.replicas ?? 1) * limits.reduce((all, limit) => all + Number(limit), 0);
    }, 0);

    expect(mebibytes).toBeGreaterThan(0);
    expect(mebibytes).toBeLessThan(8 * 1024);
  });

  test('is asked and written to by its Services', () => {
    expect([queryUrl, otlpUrl]).toEqual(['http://loki-query-frontend.loki.svc:3100', 'http://loki-distributor.loki.svc:3100/otlp']);
  });
});
