/** What it costs to say what a policy leaves of a million series, and of five: beside only reading them, and with a dump that repeats itself. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measure as measureProcess, Usage } from './processes';
import { ratio, row } from './table';

const ROOT = resolve(__dirname, '..', '..');
const MILLION = 1_000_000;

/** Ten steps. */
const POLICY = {
  dropMetrics: ['go_.*|process_.*'],
  dropSeries: [{ labels: { namespace: 'kube-.*' } }, { metrics: 'container_.*', labels: { container: 'POD' } }],
  keepBuckets: [{ metric: 'http_request_duration_seconds', le: [0.1, 0.5, 1, 5] }],
  dropLabels: ['uid', 'container_id'],
  renameLabels: { method: 'verb' },
  mapLabels: [{ label: 'path', match: '/api/([^/]+)/.*', replacement: '/api/$1/*' }, { label: 'code', match: '([1-5])\\d\\d', replacement: '${1}xx' }],
  forSeries: [{ metrics: 'http_requests_total', dropLabels: ['pod'] }, { labels: { job: 'job-3' }, mapLabels: [{ label: 'pod', match: '(.*)-[^-]+', replacement: '$1' }] }],
};

/** Measures in a folder of its own that is gone afterwards. */
export function compareSimulations(): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const [one, five, repeated] = [join(folder, 'one.txt'), join(folder, 'five.txt'), join(folder, 'repeated.txt')];
    writeDump(one, MILLION, 1);
    compare(`${MILLION} series`, { name: 'read only', cost: measure(one, 'read') }, { name: 'simulate a policy of ten steps', cost: measure(one, 'simulate') });
    writeDump(repeated, MILLION, 3);
    compare('samples that bring no new series', { name: 'each series once', cost: measure(one, 'read') }, { name: 'each series three times', cost: measure(repeated, 'read') });
    writeDump(five, 5 * MILLION, 1);
    compare('five times as many series', { name: `simulate ${MILLION}`, cost: measure(one, 'simulate') }, { name: `simulate ${5 * MILLION}`, cost: measure(five, 'simulate') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Subject {
  readonly name: string;
  readonly cost: Usage;
}

function compare(title: string, peer: Subject, ours: Subject): void {
  console.log(`${title} (user processor time, peak memory)`);
  [peer, ours].forEach(({ name, cost: { user, memory } }) => console.log(row(name, `${user.toFixed(2)} s`, `${memory.toFixed(0)} MiB`)));
  console.log(row('ratio', ratio(ours.cost.user, peer.cost.user), ratio(ours.cost.memory, peer.cost.memory)));
}

function measure(dump: string, what: 'read' | 'simulate'): Usage {
  const program = `
    const { CardinalityPolicy, CardinalitySimulator, SeriesDump } = require(${JSON.stringify(join(ROOT, 'lib'))});
    const { Inventory } = require(${JSON.stringify(join(ROOT, 'lib/policy/simulate/counting/inventory'))});
    const dump = SeriesDump.exposition(${JSON.stringify(dump)}, { job: 'bench', instance: 'bench:1' });
    ${what === 'read' ? 'dump._read(new Inventory());' : `CardinalitySimulator.simulate({ policy: new CardinalityPolicy(${JSON.stringify(POLICY)}), dumps: [dump] });`}`;
  return measureProcess({ name: what, program }, tmpdir());
}

const METRICS = [
  'http_requests_total', 'http_request_duration_seconds_bucket', 'container_memory_working_set_bytes', 'go_goroutines', 'kube_pod_status_phase', 'container_fs_usage_bytes', 'node_cpu_seconds_total',
];

/** A dump that is written piece by piece: it is larger than what a text may be. */
function writeDump(path: string, count: number, times: number): void {
  const file = openSync(path, 'w');
  for (let round = 0; round < times; round += 1) {
    for (let start = 0; start < count; start += 10_000) {
      writeSync(file, Array.from({ length: 10_000 }, (_, offset) => line(start + offset)).join(''));
    }
  }
  closeSync(file);
}

/** Values come again, as those of a cluster do: only all together are they a series of their own. */
function line(index: number): string {
  const value = (different: number) => (index * 7919) % different;
  return `${METRICS[index % METRICS.length]}{code="20${value(10)}",container="app-${value(20)}",job="job-${value(10)}",le="0.${value(12)}",method="GET${value(4)}",namespace="team-${value(30)}",`
    + `path="/api/users/${value(500)}",pod="web-7d9f8b6c5d-${value(400)}",uid="9f86d081-884c-4d63-a1b2-${index}"} ${index}\n`;
}
