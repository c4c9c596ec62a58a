import { CollectorDocument } from '../../../lib/collector/configuration';
import { drainSeconds, workloadFindings } from '../../../lib/collector/invariants/workload';
import { documentOf, parsed, whats } from '../documents';

interface Pod {
  readonly kind?: string;
  readonly replicas?: number;
  readonly limit?: string | number;
  readonly request?: string;
  readonly goMemoryLimit?: string;
  readonly grace?: number;
  readonly preStop?: number;
  readonly volumes?: unknown;
  readonly mounts?: unknown;
}

/** The manifest of a workload of 2 GiB, with what a test is about. */
function workload(pod: Pod = {}): unknown {
  const memory = { limits: { memory: pod.limit ?? '2Gi' }, requests: { memory: pod.request ?? '2Gi' } };
  return {
    kind: pod.kind ?? 'Deployment',
    spec: {
      replicas: pod.replicas,
      template: {
        spec: {
          terminationGracePeriodSeconds: pod.grace,
          volumes: pod.volumes,
          containers: [
            { name: 'sidecar' },
            {
              name: 'collector',
              resources: memory,
              env: [{ name: 'POD_IP', valueFrom: {} }, { name: 'GOMEMLIMIT', value: pod.goMemoryLimit ?? '1638MiB' }],
              volumeMounts: pod.mounts,
              ...(pod.preStop === undefined ? {} : { lifecycle: { preStop: { sleep: { seconds: pod.preStop } } } }),
            },
          ],
        },
      },
    },
  };
}

function judged(document: CollectorDocument, pod: Pod = {}, autoscaler?: unknown) {
  return workloadFindings(document, { workload: workload(pod), container: 'collector', autoscaler });
}

function limited(config: object): CollectorDocument {
  return { processors: { 'memory_limiter/a': config } };
}

function byMemory(averageUtilization: unknown): unknown {
  const cpu = { type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 80 } } };
  return { spec: { metrics: [cpu, { type: 'Resource', resource: { name: 'memory', target: { averageUtilization } } }] } };
}

test('a pod that fits its configuration has nothing wrong with it', () => {
  expect(judged(limited({ limit_percentage: 80, spike_limit_percentage: 20 }), {}, byMemory(50))).toEqual([]);
});

describe('the memory of a collector', () => {
  test('fails without a limit', () => {
    const manifests = { workload: { kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'collector' }] } } } }, container: 'collector' };

    expect(workloadFindings({}, manifests)).toEqual([{
      what: 'the collector has no memory limit',
      why: 'memory_limiter and GOMEMLIMIT take their share of the limit: without it they take a share of the whole node',
      fix: 'memoryLimit: Size.gibibytes(2)',
    }]);
  });

  test('fails when nobody runs under the name of the collector', () => {
    expect(whats(workloadFindings({}, { workload: workload(), container: 'otc' }))).toEqual(['the collector has no memory limit']);
  });

  test.each([
    ['80 %', '1638MiB'],
    ['90 %, the most', '1932735283'],
    ['50 %, the least', '1GiB'],
    ['a number of bytes', '1717986918B'],
  ])('may be given to the Go runtime by %s', (_title, goMemoryLimit) => {
    expect(judged({}, { goMemoryLimit })).toEqual([]);
  });

  test.each([
    ['too much', '2GiB'],
    ['too little', '512MiB'],
    ['nothing that Go understands', '80%'],
    ['no limit', 'off'],
  ])('fails when the Go runtime has %s', (_title, goMemoryLimit) => {
    expect(judged({}, { goMemoryLimit })).toEqual([{
      what: `GOMEMLIMIT is ${goMemoryLimit}, the memory limit 2 GiB`,
      why: 'the garbage collector learns from it when to work harder: too high and the kernel kills first, too low and it never rests',
      fix: 'GOMEMLIMIT: 1638MiB, 80 % of the limit',
    }]);
  });

  test('fails when the Go runtime knows of none', () => {
    const manifests = {
      workload: { spec: { template: { spec: { containers: [{ name: 'collector', resources: { limits: { memory: 1024 ** 3 } } }] } } } },
      container: 'collector',
    };

    expect(workloadFindings({}, manifests)).toMatchObject([{
      what: 'GOMEMLIMIT is not set, the memory limit 1 GiB', fix: 'GOMEMLIMIT: 819MiB, 80 % of the limit',
    }]);
  });

  test.each([
    ['80 % of it', { limit_percentage: 80 }],
    ['90 % of it', { limit_percentage: 90 }],
    ['a size below it', { limit_mib: 1600 }],
    ['a size that wins over a share', { limit_mib: 1600, limit_percentage: 100 }],
    ['nothing that it says: the collector refuses that itself', {}],
  ])('may be limited to %s', (_title, config) => {
    expect(judged(limited(config))).toEqual([]);
  });

  test.each([
    ['a share that leaves nothing', { limit_percentage: 95 }, '1.9 GiB', 95],
    ['a size beyond it', { limit_mib: 4000 }, '3.9 GiB', 195],
    ['a size that wins over a share', { limit_mib: 2000, limit_percentage: 50 }, '2 GiB', 98],
    ['a share where the size is zero', { limit_mib: 0, limit_percentage: 100 }, '2 GiB', 100],
  ])('fails when the limiter refuses too late: %s', (_title, config, from, percent) => {
    expect(judged(limited(config))).toEqual([{
      what: `memory_limiter/a refuses data from ${from} on, ${percent} % of the 2 GiB that the container may use`,
      why: 'what is left does not hold a burst: the kernel kills before anything is refused',
      fix: 'limitPercentage: 80',
    }]);
  });
});

describe('an autoscaler', () => {
  test('fails beside a number of replicas', () => {
    expect(judged({}, { replicas: 3 }, byMemory(50))).toEqual([{
      what: 'replicas is 3, and there is an autoscaler',
      why: 'every deployment sets the count back, and the autoscaler changes it again',
      fix: 'leave replicas out, or autoscaling out',
    }]);
  });

  /* The limiter refuses from the limit minus the spike on: the collector says so in its log as limit_mib and spike_limit_mib. */
  test.each([
    ['shares', { limit_percentage: 80, spike_limit_percentage: 25 }, 55, '1.1 GiB', 50],
    ['a share without a spike, which is 20 % of the share', { limit_percentage: 50 }, 40, '819.2 MiB', 35],
    ['a size without a spike, which is 20 % of the size', { limit_mib: 1000 }, 40, '800 MiB', 34],
    ['sizes', { limit_mib: 1000, spike_limit_mib: 500 }, 25, '500 MiB', 19],
    ['a size, which does not go with the share of a spike', { limit_mib: 1000, spike_limit_percentage: 45 }, 40, '800 MiB', 34],
    ['a share, which does not go with the size of a spike', { limit_percentage: 50, spike_limit_mib: 1000 }, 40, '819.2 MiB', 35],
  ])('fails when data is refused before a replica is added: %s', (_title, config, target, from, better) => {
    expect(judged(limited(config), {}, byMemory(target))).toMatchObject([{
      what: expect.stringMatching(new RegExp(`^the autoscaler adds replicas at .*, but memory_limiter/a refuses data from ${from} on$`)) as string,
      why: 'memory never reaches the target: data is refused and no replica is added',
      fix: `targetMemoryUtilization: ${better}, or a smaller spikeLimitPercentage`,
    }]);
  });

  test.each([
    ['a spike larger than the share: everything is refused', { limit_percentage: 20, spike_limit_percentage: 50 }, '0 MiB'],
    ['a size of one mebibyte', { limit_mib: 1 }, '0.8 MiB'],
  ])('fails when next to nothing is taken: %s', (_title, config, from) => {
    expect(whats(judged(limited(config), {}, byMemory(50)))).toEqual([`the autoscaler adds replicas at 50 % of memory (1 GiB), but memory_limiter/a refuses data from ${from} on`]);
  });

  test('is right when it adds replicas before data is refused', () => {
    expect(judged(limited({ limit_percentage: 80, spike_limit_percentage: 25 }), {}, byMemory(54))).toEqual([]);
  });

  test('counts in shares of what is set aside, not of the limit', () => {
    const document = limited({ limit_percentage: 80, spike_limit_percentage: 20 });

    expect(judged(document, { request: '1Gi' }, byMemory(100))).toEqual([]);
    expect(whats(judged(document, { request: '2Gi' }, byMemory(100)))).toEqual([
      'the autoscaler adds replicas at 100 % of memory (2 GiB), but memory_limiter/a refuses data from 1.2 GiB on',
    ]);
  });

  test('cannot be held against a limiter that says nothing: the collector refuses that itself', () => {
    expect(judged(limited({}), {}, byMemory(100))).toEqual([]);
  });

  test.each([
    ['another thing than memory', { spec: { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 80 } } }] } }],
    ['an amount of memory', { spec: { metrics: [{ type: 'Resource', resource: { name: 'memory', target: { averageValue: '1Gi' } } }] } }],
    ['nothing', { spec: {} }],
  ])('by %s is not judged', (_title, autoscaler) => {
    expect(judged(limited({ limit_percentage: 20 }), {}, autoscaler)).toEqual([]);
  });
});

describe('a claim that pods share', () => {
  const document: CollectorDocument = { extensions: { 'file_storage/queue': { directory: '/var/lib/otelcol/queue' }, 'health_check': {} } };
  const volumes = [{ name: 'state', persistentVolumeClaim: { claimName: 'otelcol' } }, { name: 'scratch', emptyDir: {} }];
  const mounts = [{ name: 'state', mountPath: '/var/lib/otelcol' }];

  test('fails for two replicas: the files of a storage have a lock', () => {
    expect(judged(document, { replicas: 2, volumes, mounts })).toEqual([{
      what: "2 replicas share the claim 'otelcol' under file_storage/queue",
      why: 'its files have a lock: only one pod starts, the others wait and fail',
      fix: 'a StatefulSet with volumeClaimTemplates: every replica has a volume of its own',
    }]);
  });

  test('fails for the pods of a DaemonSet', () => {
    expect(whats(judged(document, { kind: 'DaemonSet', volumes, mounts }))).toEqual(["all pods share the claim 'otelcol' under file_storage/queue"]);
  });

  test('fails for what an autoscaler adds', () => {
    expect(whats(judged(document, { volumes, mounts }, byMemory(50)))).toEqual(["2 replicas share the claim 'otelcol' under file_storage/queue"]);
  });

  test('fails for the folder that a storage has when nobody tells it', () => {
    const byDefault = parsed('extensions: { file_storage: }');

    expect(whats(judged(byDefault, { replicas: 3, volumes, mounts }))).toEqual(["3 replicas share the claim 'otelcol' under file_storage"]);
  });

  test.each([
    ['there is one pod', {}],
    ['there is one replica', { replicas: 1 }],
  ])('is right when %s', (_title, pod) => {
    expect(judged(document, { ...pod, volumes, mounts })).toEqual([]);
  });

  test('is not what a template of claims makes', () => {
    expect(judged(document, { kind: 'StatefulSet', replicas: 3, mounts })).toEqual([]);
  });

  test.each([
    ['elsewhere', '/var/lib/other'],
    ['in a folder that only begins like it', '/var/lib/otelcol-2/queue'],
    ['on a volume that is mounted below', '/var/lib/otelcol/scratch/queue'],
  ])('is not shared by a storage %s', (_title, directory) => {
    const deeper = [...mounts, { name: 'scratch', mountPath: '/var/lib/otelcol/scratch' }];

    expect(judged({ extensions: { file_storage: { directory } } }, { replicas: 2, volumes, mounts: deeper })).toEqual([]);
  });
});

describe('the time that a collector takes to stop', () => {
  const exporting = (exporters: { [id: string]: unknown }) => documentOf({ traces: { receivers: ['otlp'], exporters: Object.keys(exporters) } }, { exporters });

  test.each([
    ['its timeout', { 'otlp/a': { timeout: '20s' } }, 25],
    ['the longest of all', { 'otlp/a': { timeout: '20s' }, 'otlphttp': { timeout: '1m' } }, 65],
    ['the last batch as well', { 'otlp/a': { timeout: '20s', sending_queue: { batch: { flush_timeout: '1500ms' } } } }, 27],
    ['no batch of a queue that is off', { 'otlp/a': { timeout: '20s', sending_queue: { enabled: false, batch: { flush_timeout: '1m' } } } }, 25],
    ['five seconds when nobody said more', { 'otlp/a': {} }, 10],
    ['thirty seconds over HTTP when nobody said less', { 'otlphttp/a': {} }, 35],
    ['five seconds where a variable says how many', { 'otlp/a': { timeout: '${env:TIMEOUT}' } }, 10],
  ])('is that of an exporter: %s', (_title, exporters, seconds) => {
    expect(drainSeconds(exporting(exporters))).toBe(seconds);
  });

  test('is that of the requests of a load balancer, not of what waits before it', () => {
    expect(drainSeconds(exporting({ load_balancing: { protocol: { otlp: { timeout: '12s' } } } }))).toBe(17);
  });

  test.each([
    ['as long as traces are held', { decision_wait: '12s' }, 22],
    ['as long as the collector holds them when nobody says', {}, 40],
    ['nothing when they are dropped', { decision_wait: '12s', drop_pending_traces_on_shutdown: true }, 10],
  ])('has for decisions that are due: %s', (_, config, seconds) => {
    expect(drainSeconds(documentOf({ traces: { receivers: ['otlp'], processors: ['tail_sampling'], exporters: ['otlp'] } }, { processors: { tail_sampling: config } }))).toBe(seconds);
    expect(drainSeconds(documentOf({ traces: { receivers: ['otlp'], exporters: ['otlp'] } }, { processors: { tail_sampling: config } }))).toBe(10);
  });

  test('is not that of an exporter in no pipeline', () => {
    expect(drainSeconds({ exporters: { otlp: { timeout: '10m' } } })).toBe(5);
  });

  test('fails when the pod has less', () => {
    expect(judged(exporting({ otlp: { timeout: '40s' } }), { grace: 40, preStop: 5 })).toEqual([{
      what: 'the pod has 40 seconds to stop and needs 50',
      why: 'it is killed while its last requests are under way: what is in memory is lost, what is on disk is sent twice',
      fix: 'terminationGracePeriod: Duration.seconds(50)',
    }]);
  });

  test('fails when nobody says how long: the pod has 30 seconds then', () => {
    expect(whats(judged(exporting({ otlp: { timeout: '40s' } })))).toEqual(['the pod has 30 seconds to stop and needs 45']);
  });

  test('is right when the pod has as much', () => {
    expect(judged(exporting({ otlp: { timeout: '40s' } }), { grace: 50, preStop: 5 })).toEqual([]);
  });
});
