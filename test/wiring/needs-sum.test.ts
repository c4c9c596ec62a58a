import { Size } from 'cdk8s';
import * as fc from 'fast-check';
import { AccessRule, MountNeed, Needs, PortExposure, StoreAccess, VariableNeed } from '../../lib/wiring';
import { NamedNeeds, sumNeeds } from '../../lib/wiring/needs-sum';
import { aStack, aStore } from '../storage/s3/fixtures';

/** Two components with needs of their own. */
function sumOf(first: Needs, second: Needs) {
  return sumNeeds([{ from: 'exporter otlp', needs: first }, { from: 'exporter otlp/second', needs: second }]);
}

const NONE: Required<Needs> = {
  ports: [],
  variables: [],
  mounts: [],
  hostPaths: [],
  directories: [],
  clusterRules: [],
  namespaceRules: [],
  nonResourcePaths: [],
  featureGates: [],
  egress: [],
  stores: [],
  rootReasons: [],
};

const TOKEN: VariableNeed = { name: 'TOKEN', secretName: 'vendor', secretKey: 'token' };
const CERTIFICATES: MountNeed = { mountPath: '/etc/tls', secretName: 'tls' };

describe('the sum of needs', () => {
  test('of nobody is empty in every kind', () => {
    expect(sumNeeds([])).toEqual({ needs: NONE, findings: [] });
    expect(sumOf({}, {})).toEqual({ needs: NONE, findings: [] });
  });

  test('of one component is what it needs', () => {
    const needs: Required<Needs> = {
      ports: [{ name: 'otlp-grpc', port: 4317, appProtocol: 'grpc', exposure: PortExposure.SERVICE }],
      variables: [TOKEN],
      mounts: [CERTIFICATES],
      hostPaths: [{ path: '/var/log/pods' }],
      directories: [{ path: '/var/lib/otelcol/queue', holds: 'queues', size: Size.gibibytes(1) }],
      clusterRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'watch', 'list'] }],
      namespaceRules: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'create', 'update'] }],
      nonResourcePaths: ['/metrics'],
      featureGates: ['+exporter.example.Gate'],
      egress: [{ port: 443 }],
      stores: [],
      rootReasons: ['the log files of containers belong to root'],
    };

    expect(sumNeeds([{ from: 'receiver otlp', needs }])).toEqual({ needs, findings: [] });
  });

  test.each<[string, Needs]>([
    ['a variable', { variables: [TOKEN] }],
    ['a mount', { mounts: [CERTIFICATES] }],
    ['a folder of the node', { hostPaths: [{ path: '/var/log/pods' }] }],
    ['access to the whole cluster', { clusterRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }],
    ['access to the namespace', { namespaceRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] }],
    ['a reason to be root', { rootReasons: ['the log files of containers belong to root'] }],
    ['a path of the API server', { nonResourcePaths: ['/metrics'] }],
    ['a feature gate', { featureGates: ['+exporter.example.Gate'] }],
    ['a connection', { egress: [{ port: 443, peer: { namespace: 'thanos', labels: { app: 'receive' } } }] }],
  ])('has %s that two components share once', (_, needs) => {
    expect(sumOf(needs, structuredClone(needs))).toEqual({ needs: { ...NONE, ...needs }, findings: [] });
  });

  test('has a store that two components use in one way once, and one that they use in two ways twice', () => {
    const store = aStore(aStack());
    const read = { store, access: StoreAccess.READ };
    const compact = { store, access: StoreAccess.COMPACT };

    expect(sumOf({ stores: [read] }, { stores: [{ ...read }] })).toEqual({ needs: { ...NONE, stores: [read] }, findings: [] });
    expect(sumOf({ stores: [read] }, { stores: [compact] }).needs.stores).toEqual([read, compact]);
  });

  test('goes to pods or to addresses, not to both', () => {
    const egress = { port: 80, cidr: '169.254.170.23/32' };

    expect(sumOf({ egress: [egress] }, {}).findings).toEqual([]);
    expect(sumOf({ egress: [{ ...egress, peer: { namespace: 'kube-system' } }] }, {}).findings).toEqual([
      expect.objectContaining({ what: "a connection goes to pods of namespace 'kube-system' and to '169.254.170.23/32'" }),
    ]);
  });

  test('takes no notice of the order in which a need says what it is, nor of what it leaves open', () => {
    const inverse: VariableNeed = { secretKey: 'token', value: undefined, secretName: 'vendor', name: 'TOKEN' };

    expect(sumOf({ variables: [TOKEN] }, { variables: [inverse] })).toEqual({ needs: { ...NONE, variables: [TOKEN] }, findings: [] });
  });

  test.each<[string, Needs, Needs]>([
    ['a folder of the node', { hostPaths: [{ path: '/var/log' }] }, { hostPaths: [{ path: '/var/log', readOnly: true }] }],
    ['a peer', { egress: [{ peer: { labels: { a: '1', b: '2' } } }] }, { egress: [{ peer: { labels: { b: '2', a: '1' } } }] }],
  ])('has %s once, in whatever words', (_, first, second) => {
    expect(sumOf(first, second)).toEqual({ needs: { ...NONE, ...first }, findings: [] });
  });

  test('has what one component says twice once, in whatever words', () => {
    const ports = [{ name: 'otlp', port: 4317 }, { name: 'otlp', port: 4317, protocol: 'TCP', exposure: PortExposure.SERVICE }];
    const directories = [Size.gibibytes(1), Size.mebibytes(1024)].map((size) => ({ path: '/var/lib/otelcol/a', holds: 'queues', size }));

    expect(sumNeeds([{ from: 'receiver otlp', needs: { ports, directories } }])).toEqual({
      needs: { ...NONE, ports: ports.slice(0, 1), directories: directories.slice(0, 1) },
      findings: [],
    });
  });

  test('keeps the order in which things were first asked for', () => {
    const { needs } = sumOf(
      { variables: [{ name: 'B', value: '1' }, { name: 'A', value: '1' }], featureGates: ['+z', '+y'] },
      { variables: [{ name: 'C', value: '1' }, { name: 'B', value: '1' }], featureGates: ['+x', '+z'] },
    );

    expect(needs.variables.map(({ name }) => name)).toEqual(['B', 'A', 'C']);
    expect(needs.featureGates).toEqual(['+z', '+y', '+x']);
  });

  test('tells UDP from TCP on one number', () => {
    const ports = [{ name: 'statsd', port: 8125, protocol: 'UDP' }, { name: 'statsd-tcp', port: 8125 }];

    expect(sumOf({ ports: [ports[0]] }, { ports: [ports[1]] })).toEqual({ needs: { ...NONE, ports }, findings: [] });
  });

  test('keeps different rules and connections side by side', () => {
    const first: Needs = { clusterRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }], egress: [{ port: 443 }] };
    const second: Needs = { clusterRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }], egress: [{ port: 443, peer: { namespace: 'loki' } }] };

    expect(sumOf(first, second)).toEqual({
      needs: { ...NONE, clusterRules: [...first.clusterRules!, ...second.clusterRules!], egress: [...first.egress!, ...second.egress!] },
      findings: [],
    });
  });
});

describe('a clash', () => {
  test('fails for two listeners on one port', () => {
    expect(sumOf({ ports: [{ name: 'otlp-grpc', port: 4317 }] }, { ports: [{ name: 'jaeger', port: 4317 }] }).findings).toEqual([{
      what: "port 4317 is claimed by exporter otlp ('otlp-grpc') and by exporter otlp/second ('jaeger')",
      why: 'the second listener cannot bind, and the pod would not start',
      fix: 'give exporter otlp/second another port',
    }]);
  });

  test('fails for two listeners on one port, also when they look the same', () => {
    const needs: Needs = { ports: [{ name: 'health', port: 13133 }] };

    expect(sumOf(needs, needs).findings).toEqual([expect.objectContaining({
      what: "port 13133 is claimed by exporter otlp ('health') and by exporter otlp/second ('health')",
    })]);
  });

  test.each([
    ['of two numbers', { name: 'otlp', port: 4318 }, 4318],
    ['of two protocols', { name: 'otlp', port: 4317, protocol: 'UDP' }, 4317],
  ])('fails for two ports %s with one name', (_, second, number) => {
    expect(sumOf({ ports: [{ name: 'otlp', port: 4317 }] }, { ports: [second] }).findings).toEqual([{
      what: `exporter otlp calls port 4317 'otlp', and exporter otlp/second calls port ${number} so`,
      why: 'ports of a pod are told apart by their names: Kubernetes refuses the pod',
      fix: 'give the port of exporter otlp/second another name',
    }]);
  });

  test.each(['otlp-grpc-internal', 'OTLP', 'otlp_grpc', '4317', 'otlp--grpc', '-otlp', 'otlp-', ''])("fails for a port called '%s', which Kubernetes refuses", (name) => {
    expect(sumOf({ ports: [{ name, port: 4317 }] }, {}).findings).toEqual([{
      what: `port 4317 is called '${name}'`,
      why: 'Kubernetes takes at most 15 lower-case letters, digits and single hyphens, one letter among them',
      fix: "name: 'port-4317'",
    }]);
  });

  test('fails for two Secrets in one variable', () => {
    expect(sumOf({ variables: [TOKEN] }, { variables: [{ name: 'TOKEN', secretName: 'other', secretKey: 'api-key' }] }).findings).toEqual([{
      what: "variable TOKEN is key 'token' of secret 'vendor' for exporter otlp but key 'api-key' of secret 'other' for exporter otlp/second",
      why: 'a container has one value per variable: one of the two would send the credential of the other',
      fix: "SecretValue.fromSecret('other', 'api-key', { variable: 'TOKEN_2' })",
    }]);
  });

  test('fails for two keys of one Secret in one variable', () => {
    expect(sumOf({ variables: [TOKEN] }, { variables: [{ ...TOKEN, secretKey: 'token-2' }] }).findings).toMatchObject([
      { what: expect.stringContaining("key 'token' of secret 'vendor' for exporter otlp but key 'token-2' of secret 'vendor'") },
    ]);
  });

  test.each<[string, VariableNeed, string]>([
    ['a field of the pod', { name: 'TOKEN', fieldPath: 'metadata.name' }, 'field metadata.name'],
    ['a value', { name: 'TOKEN', value: 'eu' }, "'eu'"],
  ])('fails for a Secret and %s in one variable', (_, other, words) => {
    expect(sumOf({ variables: [other] }, { variables: [TOKEN] }).findings).toEqual([expect.objectContaining({
      what: `variable TOKEN is ${words} for exporter otlp but key 'token' of secret 'vendor' for exporter otlp/second`,
      fix: "SecretValue.fromSecret('vendor', 'token', { variable: 'TOKEN_2' })",
    })]);
  });

  test('fails for a field and a value in one variable, and does not speak of credentials', () => {
    expect(sumOf({ variables: [{ name: 'NODE', fieldPath: 'spec.nodeName' }] }, { variables: [{ name: 'NODE', value: 'eu' }] }).findings).toEqual([{
      what: "variable NODE is field spec.nodeName for exporter otlp but 'eu' for exporter otlp/second",
      why: 'a container has one value per variable: one of the two would read the value of the other',
      fix: 'give the variable of exporter otlp/second another name',
    }]);
  });

  test('fails for two volumes at one path', () => {
    expect(sumOf({ mounts: [CERTIFICATES] }, { mounts: [{ mountPath: '/etc/tls', configMapName: 'ca' }] }).findings).toEqual([{
      what: "'/etc/tls' is mounted from 'tls' for exporter otlp and from 'ca' for exporter otlp/second",
      why: 'a path of a pod can hold one volume',
      fix: 'mount one of them elsewhere',
    }]);
  });

  test('fails for a Secret and a ConfigMap of one name at one path', () => {
    expect(sumOf({ mounts: [CERTIFICATES] }, { mounts: [{ mountPath: '/etc/tls', configMapName: 'tls' }] }).findings).toHaveLength(1);
  });

  test.each([
    [true, false, 'exporter otlp'],
    [undefined, false, 'exporter otlp'],
    [false, true, 'exporter otlp/second'],
  ])('fails for a folder of the node that one reads and the other writes (readOnly %s and %s), and names the reader', (first, second, reader) => {
    const { findings } = sumOf({ hostPaths: [{ path: '/var/lib', readOnly: first }] }, { hostPaths: [{ path: '/var/lib', readOnly: second }] });

    expect(findings).toEqual([{
      what: `'/var/lib' of the node is needed read-only by ${reader} and writable by the other`,
      why: 'one mount would give write access to a component that must not have it',
      fix: 'let the writer use a folder of its own',
    }]);
  });

  test('fails for two writers of one folder', () => {
    const [queue, wal] = [{ path: '/var/lib/otelcol/a', holds: 'queues' }, { path: '/var/lib/otelcol/a', holds: 'the write-ahead log' }];

    expect(sumOf({ directories: [queue] }, { directories: [wal] }).findings).toEqual([{
      what: "the folder '/var/lib/otelcol/a' is used by exporter otlp (queues) and by exporter otlp/second (the write-ahead log)",
      why: 'two writers of one folder corrupt each other, and its file lock lets only one of them start',
      fix: 'give exporter otlp/second a directory of its own',
    }]);
  });

  test('fails for two writers of one folder, also when they write the same kind of thing', () => {
    const needs: Needs = { directories: [{ path: '/var/lib/otelcol/a', holds: 'queues' }] };

    expect(sumOf(needs, needs).findings).toHaveLength(1);
  });

  test('fails for two sizes of one folder', () => {
    const [small, large] = [1, 2].map((gib) => ({ path: '/var/lib/otelcol/a', holds: 'queues', size: Size.gibibytes(gib) }));

    expect(sumOf({ directories: [small] }, { directories: [large] }).findings).toHaveLength(1);
  });

  test('fails once for every clash, of every kind, and keeps what was asked for first', () => {
    const first: Needs = { variables: [TOKEN], mounts: [CERTIFICATES] };
    const second: Needs = { variables: [{ ...TOKEN, secretName: 'other' }], mounts: [{ ...CERTIFICATES, secretName: 'other' }] };

    expect(sumOf(first, second)).toMatchObject({ needs: first, findings: [{ what: expect.stringContaining('TOKEN') }, { what: expect.stringContaining("'/etc/tls'") }] });
  });

  test('fails within one component too', () => {
    expect(sumNeeds([{ from: 'exporter otlp', needs: { variables: [TOKEN, { ...TOKEN, secretKey: 'other' }] } }]).findings).toHaveLength(1);
  });
});

describe('whatever the needs', () => {
  const access: fc.Arbitrary<AccessRule> = fc.record({
    apiGroups: fc.constant<string[]>(['']),
    resources: fc.constantFrom<string[][]>(['pods'], ['nodes']),
    verbs: fc.constantFrom<string[][]>(['get'], ['get', 'list']),
  });
  // names that differ with the number: a pod has one port of each name
  const port = fc.record({ name: fc.constantFrom('a', 'b'), port: fc.integer({ min: 1, max: 3 }), protocol: fc.constantFrom(undefined, 'UDP') })
    .map((need) => ({ ...need, name: `${need.name}-${need.port}-${need.protocol === 'UDP' ? 'udp' : 'tcp'}` }));
  const anyNeeds: fc.Arbitrary<Needs> = fc.record({
    ports: fc.array(port),
    variables: fc.array(fc.record({ name: fc.constantFrom('A', 'B', 'C'), secretName: fc.constantFrom('x', 'y'), secretKey: fc.constant('key') })),
    mounts: fc.array(fc.record({ mountPath: fc.constantFrom('/a', '/b', '/c'), configMapName: fc.constantFrom('x', 'y') })),
    hostPaths: fc.array(fc.record({ path: fc.constantFrom('/a', '/b', '/c'), readOnly: fc.constantFrom(undefined, false) })),
    directories: fc.array(fc.record({ path: fc.constantFrom('/a', '/b', '/c'), holds: fc.constantFrom('x', 'y') })),
    clusterRules: fc.array(access),
    namespaceRules: fc.array(access),
    featureGates: fc.array(fc.constantFrom('+a', '-b', '+c')),
    egress: fc.array(fc.record({ port: fc.constantFrom(undefined, 443, 80) })),
  }, { requiredKeys: [] });
  const anyParts = fc.array(anyNeeds, { maxLength: 4 }).map((all): NamedNeeds[] => all.map((needs, index) => ({ from: `component ${index}`, needs })));

  test('adding them twice changes nothing', () => {
    fc.assert(fc.property(anyParts, (parts) => {
      expect(sumNeeds([...parts, ...parts]).needs).toEqual(sumNeeds(parts).needs);
    }));
  });

  test('their sum is its own sum, without a clash', () => {
    fc.assert(fc.property(anyParts, (parts) => {
      const { needs } = sumNeeds(parts);
      expect(sumNeeds([{ from: 'pod', needs }])).toEqual({ needs, findings: [] });
    }));
  });

  test('each is there once, in the order in which it was first asked for', () => {
    fc.assert(fc.property(anyParts, (parts) => {
      expect(keysOf(sumNeeds(parts).needs)).toEqual([...new Set(parts.flatMap(({ needs }) => keysOf(needs)))].sort(byKind));
    }));
  });

  test('their order decides neither what is there nor whether there is a clash', () => {
    const shuffled = anyParts.chain((parts) => fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length })));
    fc.assert(fc.property(shuffled, ([parts, others]) => {
      const [one, other] = [sumNeeds(parts), sumNeeds(others)];
      expect(keysOf(other.needs).sort()).toEqual(keysOf(one.needs).sort());
      expect(other.findings.length > 0).toBe(one.findings.length > 0);
      // of two that clash the first is kept; without a clash all is the same
      if (one.findings.length === 0) {
        expect(new Set(entriesOf(other.needs))).toEqual(new Set(entriesOf(one.needs)));
      }
    }));
  });

  test('two that differ under one key are always a clash', () => {
    fc.assert(fc.property(anyParts, (parts) => {
      const asked = new Set(parts.flatMap(({ needs }) => entriesOf(needs)).map(([key, need]) => `${key} ${JSON.stringify(need)}`));
      const keys = new Set(parts.flatMap(({ needs }) => keysOf(needs)));
      fc.pre(asked.size > keys.size);
      expect(sumNeeds(parts).findings).not.toEqual([]);
    }));
  });

  test('a part that shares no key with the others never clashes', () => {
    fc.assert(fc.property(anyParts, (parts) => {
      const { needs } = sumNeeds(parts);
      const apart: Needs = { ports: [{ name: 'apart', port: 9 }], variables: [{ name: 'APART', value: '' }], hostPaths: [{ path: '/apart' }] };
      expect(sumNeeds([{ from: 'sum', needs }, { from: 'apart', needs: apart }]).findings).toEqual([]);
    }));
  });
});

const KINDS = ['ports', 'variables', 'mounts', 'hostPaths', 'directories', 'clusterRules', 'namespaceRules', 'featureGates', 'egress'];

/** Every need with what must be one in a pod: written down once more, because the code under test must not decide what it may lose. */
function entriesOf(needs: Needs): [string, unknown][] {
  const { ports = [], variables = [], mounts = [], hostPaths = [], directories = [] } = needs;
  const { clusterRules = [], namespaceRules = [], featureGates = [], egress = [] } = needs;
  return [
    ...ports.map((need): [string, unknown] => [`ports ${need.port}/${need.protocol}`, need]),
    ...variables.map((need): [string, unknown] => [`variables ${need.name}`, need]),
    ...mounts.map((need): [string, unknown] => [`mounts ${need.mountPath}`, need]),
    ...hostPaths.map((need): [string, unknown] => [`hostPaths ${need.path}`, need]),
    ...directories.map((need): [string, unknown] => [`directories ${need.path}`, need]),
    ...clusterRules.map((need): [string, unknown] => [`clusterRules ${JSON.stringify(need)}`, need]),
    ...namespaceRules.map((need): [string, unknown] => [`namespaceRules ${JSON.stringify(need)}`, need]),
    ...featureGates.map((need): [string, unknown] => [`featureGates ${need}`, need]),
    ...egress.map((need): [string, unknown] => [`egress ${need.port}`, need]),
  ];
}

function keysOf(needs: Needs): string[] {
  return entriesOf(needs).map(([key]) => key);
}

function byKind(one: string, other: string): number {
  return KINDS.indexOf(one.split(' ')[0]) - KINDS.indexOf(other.split(' ')[0]);
}

test('fails for an access rule with a wildcard, wherever it is', () => {
  const rules = [
    { apiGroups: ['*'], resources: ['pods'], verbs: ['list'] },
    { apiGroups: [''], resources: ['*'], verbs: ['list'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['*'] },
  ];
  for (const rule of rules) {
    expect(sumNeeds([{ from: 'receiver x', needs: { clusterRules: [rule] } }]).findings).toHaveLength(1);
    expect(sumNeeds([{ from: 'receiver x', needs: { namespaceRules: [rule] } }]).findings[0].what).toContain('an access rule has a wildcard');
  }
  expect(sumNeeds([{ from: 'receiver x', needs: { clusterRules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }] } }]).findings).toEqual([]);
});

test('fails when two folders of the node are to be one folder of the pod', () => {
  const at = (from: string, path: string) => ({ from, needs: { hostPaths: [{ path, mountPath: '/hostfs' }] } });
  expect(sumNeeds([at('receiver a', '/'), at('receiver b', '/var')]).findings.map(({ what }) => what))
    .toEqual(["'/hostfs' is '/' of the node for receiver a and '/var' for receiver b"]);
  expect(sumNeeds([at('receiver a', '/'), at('receiver b', '/')]).findings).toEqual([]);
});
