/** Processors of metrics. */
import { Duration } from 'cdk8s';
import {
  CumulativeMetricType, CumulativeToDeltaProcessor, DeltaToCumulativeProcessor, InitialValue, IntervalProcessor, MatchType, MetricAggregation, MetricOperation,
  MetricsTransformProcessor, MetricStartTimeProcessor, MetricTransform, StartTimeStrategy, SubmatchCase,
} from '../../../lib/collector/components';
import { OptionSet, set } from '../option-set';

const EVERY_OPERATION = [
  MetricOperation.addLabel('version', 'otelcol {{version}}'),
  MetricOperation.renameLabel('state', 'status'),
  MetricOperation.renameLabelValues('status', { idle: 'free', iowait: 'waiting' }),
  MetricOperation.deleteLabelValue('status', 'steal'),
  MetricOperation.toggleScalarDataType(),
  MetricOperation.scaleValue(0.001),
  MetricOperation.aggregateLabels(['cpu'], MetricAggregation.SUM),
  MetricOperation.aggregateLabels([], MetricAggregation.COUNT),
  MetricOperation.aggregateLabelValues('status', ['user', 'nice'], 'busy', MetricAggregation.MEAN),
];

export const METRIC_PROCESSORS: readonly OptionSet[] = [
  set(new CumulativeToDeltaProcessor()),
  ...Object.values(InitialValue).map((initialValue) => set(new CumulativeToDeltaProcessor({
    name: initialValue,
    maxStaleness: Duration.minutes(30),
    initialValue,
    include: { metrics: ['^http\\.'], matchType: MatchType.REGEXP },
    exclude: { metrics: ['http.server.active_requests'], metricTypes: Object.values(CumulativeMetricType) },
  }))),
  set(new DeltaToCumulativeProcessor()),
  set(new DeltaToCumulativeProcessor({ name: 'everything', maxStale: Duration.hours(1), maxStreams: 100_000 })),
  set(new IntervalProcessor()),
  set(new IntervalProcessor({ name: 'everything', interval: Duration.seconds(30), passThroughGauges: true, passThroughSummaries: true })),
  set(new MetricStartTimeProcessor()),
  ...Object.values(StartTimeStrategy).map((strategy) => set(new MetricStartTimeProcessor({ name: strategy, strategy, gcInterval: Duration.minutes(20) }))),
  set(new MetricStartTimeProcessor({ name: 'pattern', strategy: StartTimeStrategy.START_TIME_METRIC, startTimeMetricPattern: '^app_start_time_seconds$' })),
  set(new MetricsTransformProcessor({ transforms: [MetricTransform.rename('system.cpu.usage', 'system.cpu.usage_time')] })),
  set(new MetricsTransformProcessor({
    name: 'everything',
    transforms: [
      MetricTransform.update('system.cpu.time', { matchType: MatchType.STRICT, matchLabels: { cpu: 'cpu0' }, operations: EVERY_OPERATION }),
      MetricTransform.rename('^system\\.(.*)$', 'node.${1}', { matchType: MatchType.REGEXP }),
      MetricTransform.copy('up', 'up.copy', { operations: [MetricOperation.addLabel('copied', 'yes')] }),
      ...Object.values(MetricAggregation).map((aggregation) => MetricTransform.combine('^web\\.(?P<method>.*)\\.requests$', {
        matchType: MatchType.REGEXP, newName: `web.requests.${aggregation}`, aggregation, submatchCase: SubmatchCase.LOWER,
      })),
      MetricTransform.combine('^db\\.(?P<kind>.*)$', {
        matchType: MatchType.REGEXP, newName: 'db.all', aggregation: MetricAggregation.SUM, submatchCase: SubmatchCase.UPPER, matchLabels: { table: 'a.*' },
      }),
      MetricTransform.group('up', { 'service.name': 'prober' }, { operations: [MetricOperation.renameLabel('a', 'b')] }),
    ],
  })),
];
