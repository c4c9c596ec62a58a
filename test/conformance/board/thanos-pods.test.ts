import { object, workload, WorkloadParts } from './thanos-manifests';
import { documentOf, durationOf, isIngestor, isOn, isRouter, textsOf, ThanosPod, thanosPods, valuesOf } from '../../../conformance/board/thanos-pods';
import { Manifest } from '../../../conformance/judging/kubernetes-types';

function pod(parts: WorkloadParts): ThanosPod {
  return thanosPods([workload(parts)])[0]!;
}

describe('a pod of Thanos', () => {
  test('is known by its image and the name of its component', () => {
    expect(pod({ args: ['query', '--query.timeout=5m'] })).toMatchObject({ component: 'query', version: '0.42.4', args: ['--query.timeout=5m'] });
    expect(thanosPods([workload({ args: ['query'], image: 'prometheus:v3' }), workload({ args: ['--web.listen-address=:80'] })])).toEqual([]);
  });

  test('may name the program in its command, and hide its version', () => {
    const [started] = thanosPods([workload({ args: ['--wait'], image: 'registry/thanos@sha256:ab', container: { command: ['/bin/thanos', 'compact'] } })]);
    expect(started).toMatchObject({ component: 'compact', version: undefined, args: ['--wait'] });
  });

  test('says things more than once, and says no', () => {
    const query = pod({ args: ['query', '--query.replica-label=a', '--query.replica-label=b', '--no-query.auto-downsampling', '--enable-auto-gomemlimit'] });
    expect(valuesOf(query, 'query.replica-label')).toEqual(['a', 'b']);
    expect(isOn(query, 'query.auto-downsampling')).toBe(false);
    expect(isOn(query, 'enable-auto-gomemlimit')).toBe(true);
  });

  test('has durations, or what holds without them', () => {
    const query = pod({ args: ['query', '--http-grace-period=10s', '--grpc-grace-period=soon'] });
    expect(durationOf(query, 'http-grace-period', '2m')).toBe(10_000);
    expect(durationOf(query, 'grpc-grace-period', '2m')).toBe(Infinity);
    expect(durationOf(query, 'query.timeout', '2m')).toBe(120_000);
  });
});

test.each([
  ['keeps samples without a hashring', [], [false, true]],
  ['routes with one', ['--receive.hashrings-file=/etc/thanos/ring.json'], [true, false]],
  ['does both when it is told who it is', ['--receive.hashrings=[]', '--receive.local-endpoint=me:10901'], [true, true]],
])('a receiver %s', (_, args, roles) => {
  const receiver = pod({ args: ['receive', ...args] });
  expect([isRouter(receiver), isIngestor(receiver)]).toEqual(roles);
});

describe('a document', () => {
  const map = object('ConfigMap', 'settings', { data: { 'ring.json': '[{"endpoints": ["a:1"]}]' } });
  const wanted = [{ endpoints: ['a:1'] }];
  const read = (volume: object, mount: object, path = '/etc/thanos/ring.json', manifests: Manifest[] = [map]) => documentOf(pod({
    args: ['receive', `--receive.hashrings-file=${path}`],
    pod: { volumes: [{ name: 'settings', ...volume }] },
    container: { volumeMounts: [{ name: 'other', mountPath: '/etc' }, { name: 'settings', mountPath: '/etc/thanos', ...mount }] },
  }), 'receive.hashrings', manifests);

  test('is the text of a flag, or a file of a ConfigMap', () => {
    expect(documentOf(pod({ args: ['receive', '--receive.hashrings=[{endpoints: ["a:1"]}]'] }), 'receive.hashrings', [])).toEqual(wanted);
    expect(read({ configMap: { name: 'settings' } }, {})).toEqual(wanted);
  });

  test('may be under another name, in a volume of several sources, or mounted alone', () => {
    expect(read({ configMap: { name: 'settings', items: [{ key: 'ring.json', path: 'r' }] } }, {}, '/etc/thanos/r')).toEqual(wanted);
    expect(read({ projected: { sources: [{ secret: { name: 'bucket' } }, { configMap: { name: 'settings' } }] } }, {})).toEqual(wanted);
    expect(read({ configMap: { name: 'settings' } }, { mountPath: '/etc/thanos/ring.json', subPath: 'ring.json' })).toEqual(wanted);
  });

  test('that is nowhere is empty', () => {
    expect(read({ configMap: { name: 'settings' } }, {}, '/elsewhere/ring.json')).toBeNull();
    expect(read({ configMap: { name: 'settings' } }, {}, '/etc/thanos/ring.json', [])).toBeNull();
    expect(read({ secret: { secretName: 'settings' } }, {})).toBeNull();
  });

  test('is among the texts of its pod', () => {
    const receiver = pod({
      args: ['receive', '--receive.hashrings-file=/c/ring.json'],
      pod: { volumes: [{ name: 'c', configMap: { name: 'settings' } }] },
      container: { volumeMounts: [{ name: 'c', mountPath: '/c' }] },
    });
    expect(textsOf(receiver, [map])).toEqual(['--receive.hashrings-file=/c/ring.json', '[{"endpoints": ["a:1"]}]']);
  });
});
