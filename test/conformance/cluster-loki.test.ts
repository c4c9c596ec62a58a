import { crc32 } from 'node:zlib';
import { valueAt } from '../../conformance/cluster/collector-config';
import { findCollectors } from '../../conformance/cluster/collectors';
import { librariesIn } from '../../conformance/cluster/images';
import { linesIn } from '../../conformance/cluster/loki/asking';
import { canaryProblems, countsOf } from '../../conformance/cluster/loki/canary';
import { AnsweredLine, compareLines, isComplete, isExact, linesText, markOf, wrongPlaces } from '../../conformance/cluster/loki/lines';
import { comparePoliced, isAsDecided, notOnNode, policedIn, policedText, recordOf } from '../../conformance/cluster/loki/policed-lines';
import { OTHER_POLICIES, POLICY } from '../../conformance/cluster/loki/policy';
import { CANARY_NAME, CANARY_TENANT, INGESTER_NAME, lokiProgram } from '../../conformance/cluster/loki/program';
import { cutAtMost, rotationsSince } from '../../conformance/cluster/loki/rotations';
import { fitToThisMachine } from '../../conformance/cluster/patches';
import { Sending } from '../../conformance/cluster/telemetry-count';
import { podTemplate } from '../../conformance/judging/kubernetes-types';
import { LogCondition, LogRule, LogSecret, LogSeverity, LogVolumePolicy } from '../../lib';

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
  return texts.map((text) => ({ time: '7', text, labels: {}, metadata: {} }));
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
  const right = { time: '7', text: record('plain', 0), labels: { k8s_namespace_name: 'shop', k8s_container_name: 'app' }, metadata: { k8s_pod_name: 'cart-0' } };
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

  expect(linesIn(text)).toEqual([
    { time: '5', text: 'x', labels: { a: '1' }, metadata: { b: '2' } }, { time: '6', text: 'y', labels: { a: '1' }, metadata: {} },
  ]);
});

describe('a program of the distribution', () => {
  const listed = '\tlinux-vdso.so.1 (0x00007f9c09797000)\n\tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f9c09494000)\n\t/lib64/ld-linux-x86-64.so.2 (0x00007f9c09799000)\n';

  test('has its libraries, and who loads them, beside it in its image', () => {
    expect(librariesIn(listed)).toEqual({
      '/lib/x86_64-linux-gnu/libz.so.1': { program: '/lib/x86_64-linux-gnu/libz.so.1' }, '/lib64/ld-linux-x86-64.so.2': { program: '/lib64/ld-linux-x86-64.so.2' },
    });
  });

  test('cannot run on a machine that lacks one of them', () => {
    expect(() => librariesIn(`${listed}\tlibpcre2-8.so.0 => not found\n`)).toThrow('this machine lacks libpcre2-8.so.0');
  });
});

describe('files that are put aside while lines are written', () => {
  const file = (container: string, name: string) => `/run/pod-logs/pods/shop_cart-0_1b4e28ba-2fa1/${container}/${name}`;
  const before = [file('app', '0.log.20261128-000001'), file('app', '0.log')];
  const after = [file('app', '0.log.20261128-000001.gz'), file('app', '0.log.20261128-000017'), file('app', '0.log'), file('worker', '0.log')];
  const rotations = rotationsSince(before, after);
  const sendings = [sent('long', 10), sent('plain', 10), sent('json-long', 10, 'shop/cart-0/worker')];
  const cut = (kind: string) => cutAtMost(kind, sendings, rotations);

  test('are counted by container, and compressed ones are no new ones', () => {
    expect([...rotations]).toEqual([[SOURCE, 1]]);
    expect([...rotationsSince(after, after)]).toEqual([]);
  });

  test('may each have cut one line over 16 KiB of their container, and nothing else', () => {
    expect(['long', 'plain', 'json-long'].map(cut)).toEqual([1, 0, 0]);
    expect(cutAtMost('long', sendings, new Map())).toBe(0);
  });
});

describe('lines of which a policy has a say', () => {
  const [request, login] = ['2026-11-28T00:00:00.5Z', '2026-11-28T00:00:01.000000007Z'];
  const criLine = (time: string, text: string) => `${time} stdout F ${text}`;
  const written = [
    criLine(request, '10.244.0.1 "GET /products/1 HTTP/1.1" 200'),
    criLine(login, 'signed in: password=s3cr3t-1'),
    criLine('2026-11-28T00:00:02Z', '2026-11-28T00:00:02.000Z INFO nightly job'),
  ].map((line) => recordOf(line, 'shop'));
  const policy = new LogVolumePolicy({
    rules: [
      LogRule.dropBelow('jobs', { severity: LogSeverity.WARN, when: LogCondition.body('nightly job') }),
      LogRule.redact('secrets', { secrets: [LogSecret.PASSWORD] }),
      LogRule.classify('people', { when: LogCondition.body('signed in'), logClass: 'people' }),
    ],
  });
  const left: AnsweredLine[] = [
    { time: '1795824000500000000', text: '10.244.0.1 "GET /products/1 HTTP/1.1" 200', labels: {}, metadata: {} },
    { time: '1795824001000000007', text: 'signed in: [redacted password]', labels: {}, metadata: { log_class: 'people' } },
  ];
  const compare = (lines: readonly AnsweredLine[]) => comparePoliced(policy, written, lines);

  test('are read off the node with time, severity and namespace', () => {
    expect(written[2]).toEqual({
      body: '2026-11-28T00:00:02.000Z INFO nightly job', time: '2026-11-28T00:00:02Z', severityNumber: 9, resourceAttributes: { 'k8s.namespace.name': 'shop' },
    });
    expect(written[0]!.severityNumber).toBe(0);
    expect(() => recordOf('2026-11-28T00:00:02Z stdout P the first part', 'shop')).toThrow('no line of one piece');
  });

  test('are right when what is kept is there, as the policy leaves it', () => {
    expect(compare(left)).toEqual({ written: 3, kept: 2, missing: [], twice: 0, foreign: [] });
    expect(isAsDecided(compare(left))).toBe(true);
  });

  test.each<[string, AnsweredLine[], string]>([
    ['one is missing', [left[0]!], '1 of them are missing, such as 1795824001000000007 people signed in'],
    ['one is there twice', [...left, left[0]!], '1 are there twice'],
    ['a secret is there', [left[0]!, { ...left[1]!, text: 'signed in: password=s3cr3t-1' }], '1 are not what it leaves, such as 1795824001000000007 people signed in: password=s3cr3t-1'],
    ['one has another time', [left[0]!, { ...left[1]!, time: '1795824001000000008' }], '1 of them are missing'],
    ['one is of no class', [left[0]!, { ...left[1]!, metadata: {} }], '1 of them are missing'],
    ['one is there that it drops', [...left, { ...left[0]!, time: '1795824002000000000', text: '2026-11-28T00:00:02.000Z INFO nightly job' }], '1 are not what it leaves'],
  ])('are wrong when %s', (_, lines, text) => {
    expect(isAsDecided(compare(lines))).toBe(false);
    expect(policedText(compare(lines))).toContain(text);
  });

  test('say nothing when the policy keeps none', () => {
    expect(isAsDecided(comparePoliced(policy, [], []))).toBe(false);
  });

  test('must all be on the node, or nobody knows what was dropped', () => {
    const records = [recordOf(criLine(request, record('chatter', 0)), 'shop')];

    expect(notOnNode([sent('chatter', 1), sent('plain', 5)], records)).toEqual([]);
    expect(notOnNode([sent('chatter', 2)], records)).toEqual([`of 2 chatter of ${SOURCE}, 1 are on the node`]);
  });

  test('are told by their marks in the files of containers', () => {
    expect(policedIn('r').test(record('chatter', 0))).toBe(true);
    expect(policedIn('r').test(record('plain', 0))).toBe(false);
    expect(policedIn('other').test(record('chatter', 0))).toBe(false);
  });

  test('are left otherwise by each of the other policies', () => {
    const of = (body: string) => ({ body, time: request, resourceAttributes: { 'k8s.namespace.name': 'shop' } });
    const texts = [...Array.from({ length: 40 }, (_, seq) => `"GET /products/${seq} HTTP/1.1" 200`), 'signed in: user=a@example.org', `payload dump: ${'ä'.repeat(3000)}`];
    const outcomes = (one: LogVolumePolicy) => texts.map((text) => {
      const { kept, record: { body } } = one.apply(of(text));
      return kept ? body : undefined;
    });

    expect(outcomes(POLICY).some((body) => body?.includes('payload'))).toBe(true);
    for (const other of Object.values(OTHER_POLICIES)) {
      expect(outcomes(other)).not.toEqual(outcomes(POLICY));
    }
  });
});

describe('lines of a canary', () => {
  const counts = { entries: 3, missing: 0, unexpected: 0, followed: 3, reopened: 0 };
  const until = 1_700_000_003_000;
  const line = (second: number) => `17000000${String(second).padStart(2, '0')}000000000 ppp`;
  const problems = (texts: readonly string[], more: Partial<typeof counts> = {}) => canaryProblems({ ...counts, ...more }, until, answered(...texts));
  const right = [line(1), line(2), line(3)];

  test('are right when each that it has counted is there once', () => {
    expect(problems(right)).toEqual([]);
    expect(problems([...right, line(4)])).toEqual([]);
    expect(problems([line(0), ...right])).toEqual([]);
  });

  test.each<[string, string[], Partial<typeof counts>, string]>([
    ['one is missing, though one came later', [line(1), line(3), line(4), line(5)], {}, 'of 3 lines, 2 are there'],
    ['one is there twice', [...right, line(2)], {}, '1 are there more than once'],
    ['there are too many', [line(0), ...right, '1700000002500000000 ppp'], {}, 'of 3 lines, 5 are there'],
    ['one is of somebody else', [...right, 'hello'], {}, '1 are not its own'],
    ['nothing was written', [], { entries: 0 }, 'it has written nothing'],
    ['it misses one', right, { missing: 1 }, 'it counts 1 missing'],
    ['it has seen one that it never wrote', right, { unexpected: 1 }, '1 that it never wrote'],
  ])('are wrong when %s', (_, texts, more, text) => {
    expect(problems(texts, more).join('; ')).toContain(text);
  });

  test('may be shown again on a websocket that was opened again, and still none is missing', () => {
    expect(problems(right, { reopened: 1, unexpected: 3 })).toEqual([]);
    expect(problems(right, { reopened: 1, missing: 1 })).toHaveLength(1);
  });

  test('are counted on its page, and a page without a counter counts nothing', () => {
    const page = ['entries_total 7', 'missing_entries_total 1', 'unexpected_entries_total 3', 'response_latency_seconds_count 6', 'ws_reconnects_total 1']
      .map((counter) => `# HELP loki_canary_${counter.split(' ')[0]} counts\nloki_canary_${counter}\n`).join('');

    expect(countsOf(page)).toEqual({ entries: 7, missing: 1, unexpected: 3, followed: 6, reopened: 1 });
    expect(() => countsOf(page.replace('loki_canary_missing_entries_total 1\n', ''))).toThrow('loki_canary_missing_entries_total');
  });
});

describe('the Loki of the cluster', () => {
  const { manifests, queryUrl, otlpUrl, distributorUrl } = lokiProgram(true);

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

  test('is asked and written to at its one door, by agents and by its canary too', () => {
    const canary = manifests.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === CANARY_NAME)!;
    const endpoints = findCollectors(manifests).map(({ config }) => Object.values(config.exporters ?? {}).map((settings) => valueAt(settings, 'endpoint')));

    expect([queryUrl, otlpUrl]).toEqual(['http://loki-gateway.loki.svc:8080', 'http://loki-gateway.loki.svc:8080/otlp']);
    expect(endpoints).toEqual([['http://loki-gateway.loki.svc:8080/otlp'], ['http://loki-gateway.loki.svc:8080/otlp']]);
    expect(podTemplate(canary)!.spec.containers[0]).toMatchObject({ args: expect.arrayContaining(['-addr=loki-gateway.loki.svc:8080', `-tenant-id=${CANARY_TENANT}`]) });
    expect(distributorUrl).toBe('http://loki-distributor.loki.svc:3100');
  });

  test('has neither gateway nor canary on a machine without nginx', () => {
    const without = lokiProgram(false);

    expect([without.queryUrl, without.otlpUrl]).toEqual(['http://loki-query-frontend.loki.svc:3100', 'http://loki-distributor.loki.svc:3100/otlp']);
    expect(without.manifests.map(({ metadata }) => metadata.name)).not.toContain(CANARY_NAME);
  });
});
