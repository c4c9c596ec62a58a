import { Chart } from 'cdk8s';
import { aChart, cluster, configuration, manifests, vendor } from './agents';
import {
  CollectorDaemonSetProps, CustomExporter, GatewayStatefulSet, GatewayStatefulSetProps, LogCondition, LogRoute, LogRule, LogVolumePolicy, OtlpEndpoint, Signal,
} from '../../lib';
import { manifestsOf } from '../manifests';

const audit = OtlpEndpoint.http({ name: 'audit', url: 'https://audit.example.com' });
const team = OtlpEndpoint.http({ name: 'team', url: 'https://team.example.com' });
const classify = (...classes: readonly string[]) => new LogVolumePolicy({
  rules: classes.map((logClass) => LogRule.classify(logClass, { when: LogCondition.namespace([logClass]), logClass })),
});

const routed = (logRoutes: LogRoute[], more: Partial<CollectorDaemonSetProps> = {}) => manifests({ containerLogs: {}, logVolume: classify('audit', 'team'), logRoutes, ...more });

function aGateway(props: Partial<GatewayStatefulSetProps>, chart: Chart = aChart()): GatewayStatefulSet {
  return new GatewayStatefulSet(chart, 'gateway', { cluster, destination: vendor, ...props });
}

describe('records by their class', () => {
  const { connectors, service: { pipelines } } = configuration(routed([{ logClass: 'audit', to: audit }, { logClass: 'team', to: team, copy: true }]));

  test('are handed out behind everything that logs pass', () => {
    expect(pipelines.logs!.processors.at(-1)).toBe('transform/log-volume-0');
    expect(pipelines.logs!.exporters).toEqual(['routing/log-class']);
    expect(connectors['routing/log-class']).toEqual({
      error_mode: 'ignore',
      default_pipelines: ['logs/of-no-class'],
      table: [
        { context: 'log', condition: 'log.attributes["log.class"] == "audit"', action: 'move', pipelines: ['logs/class-audit'] },
        { context: 'log', condition: 'log.attributes["log.class"] == "team"', action: 'copy', pipelines: ['logs/class-team'] },
      ],
    });
  });

  test('each has a pipeline, and so have those that have none', () => {
    expect(Object.keys(pipelines)).toEqual(['logs', 'logs/class-audit', 'logs/class-team', 'logs/of-no-class']);
    expect(pipelines['logs/class-audit']).toEqual({ receivers: ['routing/log-class'], exporters: ['otlp_http/audit'] });
    expect(pipelines['logs/of-no-class']).toEqual({ receivers: ['routing/log-class'], exporters: ['otlp_grpc/vendor'] });
  });
});

test('the attribute is that of the policy', () => {
  const rules = [LogRule.classify('a', { when: LogCondition.always(), logClass: 'audit' })];
  const { connectors } = configuration(routed([{ logClass: 'audit', to: audit }], { logVolume: new LogVolumePolicy({ rules, classAttribute: 'tier' }) }));
  expect(connectors['routing/log-class']).toMatchObject({ table: [{ condition: 'log.attributes["tier"] == "audit"' }] });
});

test('two classes may go to one place, through one queue', () => {
  const { exporters, service: { pipelines } } = configuration(routed([{ logClass: 'audit', to: vendor }, { logClass: 'team', to: vendor }]));
  expect(Object.keys(exporters)).toEqual(['otlp_grpc/vendor']);
  expect(['class-audit', 'class-team', 'of-no-class'].map((name) => pipelines[`logs/${name}`]!.exporters)).toEqual(Array(3).fill(['otlp_grpc/vendor']));
});

test('what is added by hand takes all records, and other signals go as before', () => {
  const chart = aChart();
  const gateway = aGateway({ logRoutes: [{ logClass: 'audit', to: audit }] }, chart);
  gateway.sendLogsTo(team);
  gateway.addExporter(new CustomExporter({ type: 'file', config: { path: '/tmp/logs' } }), [Signal.LOGS]);
  const { service: { pipelines } } = configuration(manifestsOf(chart));
  expect(pipelines.logs!.exporters).toEqual(['routing/log-class', 'file']);
  expect(pipelines['logs/of-no-class']!.exporters).toEqual(['otlp_grpc/vendor', 'otlp_http/team']);
  expect(pipelines.traces!.exporters).toEqual(['otlp_grpc/vendor']);
});

test('queues of all places share the disk of the node', () => {
  const sizes = (props: Partial<CollectorDaemonSetProps>) => JSON.stringify(configuration(manifests({ containerLogs: {}, ...props }))).match(/"max_size":(\d+)/)![1];
  expect(Number(sizes({ logVolume: classify('audit'), logRoutes: [{ logClass: 'audit', to: audit }] }))).toBeLessThan(Number(sizes({})) * 0.51);
});

describe('routes fail', () => {
  test.each<[string, Partial<CollectorDaemonSetProps>, string]>([
    ['when nobody says a class', { containerLogs: {}, logRoutes: [{ logClass: 'audit', to: audit }] }, "logRoutes has the class 'audit', and nobody says a class"],
    ['of a class that no rule says', { containerLogs: {}, logVolume: classify('audit', 'team'), logRoutes: [{ logClass: 'adit', to: audit }] }, "logRoutes has the class 'adit', and logVolume says 'audit', 'team'"],
    ['of a class that cannot be the name of a pipeline', { otlp: {}, logRoutes: [{ logClass: 'very important', to: audit }] }, "logRoutes has the class 'very important'\n  why: a pipeline is named after it"],
    ['twice of one class', { containerLogs: {}, logVolume: classify('audit'), logRoutes: [{ logClass: 'audit', to: audit }, { logClass: 'audit', to: team }] }, "logRoutes has two routes of the class 'audit'"],
    ['without a place for all others', { destination: undefined, containerLogs: {}, logVolume: classify('audit'), logRoutes: [{ logClass: 'audit', to: audit }] }, 'logRoutes without logsTo'],
    ['where nothing gives logs', { hostMetrics: {}, logRoutes: [{ logClass: 'audit', to: audit }] }, "logRoutes has the class 'audit', and nobody says a class"],
  ])('%s', (_, props, what) => {
    expect(() => manifests(props)).toThrow(what);
  });

  test('in a gateway too', () => {
    expect(() => aGateway({ logVolume: classify('team'), logRoutes: [{ logClass: 'audit', to: audit }] })).toThrow("logRoutes has the class 'audit', and logVolume says 'team'");
  });

  test('but not where others may have said the class', () => {
    expect(() => manifests({ otlp: {}, logRoutes: [{ logClass: 'audit', to: audit }] })).not.toThrow();
    expect(() => aGateway({ logRoutes: [{ logClass: 'audit', to: audit }] })).not.toThrow();
    expect(() => aGateway({ logVolume: new LogVolumePolicy({ rules: [LogRule.truncate('cut')] }), logRoutes: [{ logClass: 'audit', to: audit }] })).not.toThrow();
  });
});
