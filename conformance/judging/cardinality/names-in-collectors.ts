/** The names that a policy believes metrics of OpenTelemetry to have in Prometheus, and those that the collector gives them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { push, start } from './collector-process';
import { DataPoint, Metric } from './otlp-metrics';
import { CustomExporter, OtlpReceiver, TransformProcessor } from '../../../lib/collector/components';
import { collectorDocument } from '../../../lib/collector/configuration';
import { Pipeline } from '../../../lib/collector/pipeline';
import { nameStatements } from '../../../lib/policy/cardinality/compilers/ottl/prometheus-names';
import { PROMETHEUS_NAME } from '../../../lib/policy/cardinality/compilers/ottl/vantage';
import { VersionCatalog } from '../../../lib/versions';
import { Signal } from '../../../lib/wiring';
import { judge } from '../../judges';
import { temporaryFolder } from '../processes';
import { Finding } from '../verdict';

const PORT = 23_999;
const PAGE = 23_998;
const PATIENCE_MS = 20_000;

const NAMES = [
  'http.server.request.duration', 'http_requests_total', 'a.total.b', 'total', 'total_total.x', 'queue.length', 'system.cpu.utilization', 'ratio.of.ratio', '2xx.responses', '_private__name_',
  'process.seconds', 'jvm.memory.bytes_used', 'a:b:c', 'größe', 'x-y z', 'up', 'requests.per.second', 'bytes', 'my.my_unit.gauge', 'meters.run', 'a.total.total.b', 'kafka.consumer/lag',
];
const UNITS = [
  '', '1', 's', 'ms', 'By', 'By/s', '{requests}', '{requests}/s', '%', 'Cel', 'requests', 'requests/s', 'm', 'm/s', 'my_unit', 'a b', '/s', '1/s', 's/', 'MiBy/mo', 'W/{pod}', ' s ', 'a__b', '_x_', 'foo/b_', 'µs', 'min', 's/m', 'KiBy/h/d',
];

const AT = '1795000000000000000';

/** Every name with every unit, as a counter, a gauge and a histogram. */
function metrics(): Metric[] {
  const numbers: DataPoint[] = [{ timeUnixNano: AT, startTimeUnixNano: AT, asDouble: 1 }];
  const histogram: DataPoint[] = [{ timeUnixNano: AT, startTimeUnixNano: AT, count: '1', sum: 1, explicitBounds: [1], bucketCounts: ['1', '0'] }];
  return NAMES.flatMap((name) => UNITS.flatMap((unit): Metric[] => [
    { name, unit, sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: numbers } },
    { name, unit, sum: { aggregationTemporality: 2, isMonotonic: false, dataPoints: numbers } },
    { name, unit, gauge: { dataPoints: numbers } },
    { name, unit, histogram: { aggregationTemporality: 2, dataPoints: histogram } },
  ]));
}

/** The description of every metric becomes the name that is believed in: so each line of the page says both. */
function configuration(): object {
  const document = collectorDocument({
    collectorVersion: VersionCatalog.tested().collector,
    extensions: [],
    logLevel: 'info',
    pipelines: [new Pipeline({
      signal: Signal.METRICS,
      receivers: [new OtlpReceiver({ grpc: false, httpPort: PORT, localOnly: true })],
      processors: [new TransformProcessor({ metricStatements: [...nameStatements(), `set(metric.description, ${PROMETHEUS_NAME})`] })],
      exporters: [new CustomExporter({ type: 'prometheus', config: { endpoint: `127.0.0.1:${PAGE}` } })],
    })],
  });
  return { ...document, service: { ...document.service, telemetry: { logs: { level: 'info' }, metrics: { level: 'none' } } } };
}

export async function namesThatDiffer(): Promise<{ readonly compared: number; readonly findings: readonly Finding[] }> {
  const config = join(temporaryFolder('names'), 'config.yaml');
  writeFileSync(config, stringify(configuration()));
  const collector = await start(judge('otelcol'), config);
  const seen = new Map<string, string>();
  try {
    // metrics of one name in one service are one to the exporter
    for (const [index, metric] of metrics().entries()) {
      await push(PORT, { resource: { attributes: [{ key: 'service.name', value: { stringValue: `service-${index}` } }] }, scopeMetrics: [{ metrics: [metric] }] });
    }
    for (const [name, believed] of await page()) {
      seen.set(name, believed);
    }
  } finally {
    // what the exporter has in memory is written when it ends
    await collector.end();
  }
  const wrong = [...seen].filter(([name, believed]) => name !== believed);
  return {
    compared: seen.size,
    findings: wrong.length === 0 ? [] : [{ check: 'same names', message: `${wrong.length} names differ: ${wrong.slice(0, 5).map((both) => both.join(' is taken for ')).join('; ')}` }],
  };
}

async function page(): Promise<(readonly [name: string, believed: string])[]> {
  const response = await fetch(`http://127.0.0.1:${PAGE}/metrics`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  return (await response.text()).split('\n').filter((line) => line.startsWith('# HELP ')).map((line) => {
    const [, , name, ...believed] = line.split(' ');
    return [name!, believed.join(' ')] as const;
  });
}
