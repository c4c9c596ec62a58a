import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { givenAllocator } from '../../conformance/allocator/given-allocator';
import { wrongLabels } from '../../conformance/cluster/allocator/arrival';
import { allocatorProgram, askingOften, SCRAPER_NAME } from '../../conformance/cluster/allocator/program';
import { givenTwice, sharesOf, strayShares, wrongShares } from '../../conformance/cluster/allocator/shares';
import { findCollectors, gatewayAmong } from '../../conformance/cluster/collectors';
import { fitToThisMachine, replicasOf } from '../../conformance/cluster/patches';
import { Pod } from '../../conformance/cluster/pods';
import { Sending } from '../../conformance/cluster/telemetry-count';
import { whyNotHere } from '../../conformance/judging/allocator/running-allocator';
import { ConfigMap } from '../../conformance/judging/kubernetes-types';

const COLLECTORS = ['scraper-0', 'scraper-1'].map((name, index) => ({ metadata: { name }, status: { podIP: `10.0.0.${index}` } })) as unknown as Pod[];

function scraped(source: string, scrapers?: Record<string, number>): Sending {
  return { signal: 'metrics', kind: 'scrapes', source, sent: 1, retries: 0, unacknowledged: [], scrapers };
}

describe('shares of targets', () => {
  test('are known by the addresses of those who scraped', () => {
    const shares = sharesOf([scraped('shop/a/app', { '10.0.0.1': 3, '10.0.0.0': 1 }), scraped('shop/b/app'), { ...scraped('shop/c/app', { '10.0.0.0': 1 }), kind: 'scraped' }], COLLECTORS);

    expect([...shares]).toEqual([['shop/a/app', ['scraper-0', 'scraper-1']], ['shop/b/app', []]]);
    expect(sharesOf([scraped('shop/a/app', { '10.9.9.9': 1 })], COLLECTORS).get('shop/a/app')).toEqual(['10.9.9.9']);
  });

  test('are right when each target has one collector, and who may not be scraped none', () => {
    const right = new Map([['a', ['scraper-0']], ['b', ['scraper-1']], ['silent', []]]);

    expect(wrongShares(right, ['silent'])).toEqual([]);
    expect(wrongShares(new Map([...right, ['a', []]]), ['silent'])).toEqual(['a by nobody']);
    expect(wrongShares(new Map([...right, ['b', ['scraper-0', 'scraper-1']]]), ['silent'])).toEqual(['b by scraper-0 and scraper-1']);
    expect(wrongShares(new Map([...right, ['silent', ['scraper-0']]]), ['silent'])).toEqual(['silent by scraper-0']);
  });

  test('are as they are given, by the addresses of pods', () => {
    const pods = [{ metadata: { namespace: 'shop', name: 'a' }, status: { podIP: '10.0.0.7' } }] as unknown as Pod[];
    const stray = (by: readonly string[], ...answers: string[]) => strayShares(new Map([['shop/a/app', by]]), answers, pods);

    expect(stray(['scraper-0'], 'pods 10.0.0.7:80 scraper-0', 'pods 10.0.0.77:80 scraper-1')).toEqual([]);
    expect(stray(['scraper-0'], 'pods 10.0.0.7 scraper-0')).toEqual([]);
    expect(stray([])).toEqual([]);
    expect(stray(['scraper-1'], 'pods 10.0.0.7:80 scraper-0', 'pods 10.0.0.77:80 scraper-1')).toEqual(['shop/a/app by scraper-1, given to scraper-0']);
    expect(stray(['scraper-1'])).toEqual(['shop/a/app by scraper-1, given to nobody']);
  });

  test('are not right when an answer gives a target of a job to two', () => {
    const answers = ['pods 10.0.0.7:80 scraper-0', 'pods 10.0.0.8:80 scraper-1', 'kubelet 10.0.0.7:80 scraper-1'];

    expect(givenTwice(answers)).toEqual([]);
    expect(givenTwice([...answers, 'pods 10.0.0.7:80 scraper-1'])).toEqual(['pods 10.0.0.7:80']);
  });
});

describe('labels of what was scraped', () => {
  const right = { job: 'annotated-pods', namespace: 'shop', pod: 'pair-1', node: 'node-1' };
  const wrong = (attributes: Record<string, string>) => wrongLabels({ source: 'shop/pair-1/first', origins: [{ attributes, count: 1 }] });

  test('say whose it is; of a container only where it is known', () => {
    expect(wrong(right)).toEqual([]);
    expect(wrong({ ...right, container: 'first' })).toEqual([]);
    expect(wrong({ ...right, container: 'second' })).toEqual(['shop/pair-1/first: container is second, not first']);
    expect(wrong({ ...right, pod: 'scraper-0' })).toEqual(['shop/pair-1/first: pod is scraper-0, not pair-1']);
    expect(wrong({ ...right, job: 'annotated-pods-critical' })).toHaveLength(1);
    const { node: _, ...ofNoNode } = right;
    expect(wrong(ofNoNode)).toEqual(['shop/pair-1/first: node is absent, not node-1']);
  });
});

describe('the program that runs', () => {
  const { manifests } = askingOften(allocatorProgram());

  test('is as the library writes it, but for how often collectors ask', () => {
    const [written, often] = [allocatorProgram(), manifests].map((all) => all.find(({ metadata, kind }) => kind === 'ConfigMap' && metadata.name === 'scraper-config') as ConfigMap);
    const asking = (configMap: ConfigMap | undefined) => (parse(configMap?.data?.['collector.yaml'] ?? '') as { receivers: { prometheus: { target_allocator: object } } });

    expect(asking(often).receivers.prometheus.target_allocator).toEqual({
      ...asking(written).receivers.prometheus.target_allocator, interval: '2s', http_sd_config: { refresh_interval: '2s' },
    });
    expect({ ...asking(often), receivers: undefined }).toEqual({ ...asking(written), receivers: undefined });
  });

  test('keeps three collectors on a small machine, and otherwise two', () => {
    const { workload } = gatewayAmong(findCollectors(manifests));
    const replicas = (...keepReplicas: readonly string[]) => {
      const fitted = fitToThisMachine(manifests, { keepReplicas }).manifests;
      return replicasOf(fitted.find(({ kind }) => kind === workload.kind)!, fitted);
    };

    expect([replicas(SCRAPER_NAME), replicas()]).toEqual([3, 2]);
  });
});

describe('a Target Allocator that somebody gives', () => {
  const folder = mkdtempSync(join(tmpdir(), 'allocator-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => {
    delete process.env.JUDGE_OTEL_ALLOCATOR;
  });

  test('is where the variable says, and there is none without it', () => {
    expect(givenAllocator()).toBeUndefined();
    process.env.JUDGE_OTEL_ALLOCATOR = join(folder, 'allocator');
    expect(() => givenAllocator()).toThrow('where nothing is');
    writeFileSync(join(folder, 'allocator'), '');
    expect(givenAllocator()).toBe(join(folder, 'allocator'));
  });

  test('is not judged by documents that ask for what is elsewhere', () => {
    const document = { collector_namespace: 'a' };

    expect(whyNotHere(document)).toBeUndefined();
    expect(whyNotHere({ ...document, prometheus_cr: {} })).toContain('definitions of the operator');
    expect(whyNotHere({ ...document, https: {} })).toContain('certificates');
  });
});
