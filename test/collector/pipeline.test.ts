import { problemOf } from './documents';
import { CustomConnector, DebugExporter, MemoryLimiterProcessor, OtlpReceiver, Processor } from '../../lib/collector/components';
import { Pipeline } from '../../lib/collector/pipeline';
import { Signal } from '../../lib/wiring';

const receiver = new OtlpReceiver();
const limiter = new MemoryLimiterProcessor();
const exporter = new DebugExporter();

describe('a pipeline', () => {
  test('is called after its signal, and by its name when it has one', () => {
    expect(new Pipeline({ signal: Signal.LOGS, receivers: [receiver], exporters: [exporter] })).toMatchObject({ id: 'logs', signal: Signal.LOGS });
    expect(new Pipeline({ signal: Signal.LOGS, name: 'audit', receivers: [receiver], exporters: [exporter] }).id).toBe('logs/audit');
  });

  test('has what it was given, in order', () => {
    const pipeline = new Pipeline({ signal: Signal.TRACES, receivers: [receiver], processors: [limiter], exporters: [exporter] });

    expect(pipeline._sources).toEqual([receiver]);
    expect(pipeline._processors).toEqual([limiter]);
    expect(pipeline._sinks).toEqual([exporter]);
  });

  test.each(['', 'a b', '/a', 'ä'])("fails on the name '%s', which the collector refuses", (name) => {
    expect(problemOf(() => new Pipeline({ signal: Signal.LOGS, name, receivers: [receiver], exporters: [exporter] }))).toMatchObject({
      path: 'Pipeline', what: `'${name}' is not a name for a pipeline`, fix: "name: 'vendor-a' (letters, digits, _, -, . and /)",
    });
  });

  test('may have no processors', () => {
    expect(new Pipeline({ signal: Signal.TRACES, receivers: [receiver], exporters: [exporter] })._processors).toEqual([]);
  });

  test('begins and ends in connectors as in anything else', () => {
    const connector = new CustomConnector({ type: 'failover' });
    const pipeline = new Pipeline({ signal: Signal.TRACES, receivers: [receiver, connector], exporters: [connector] });

    expect(pipeline._sources).toEqual([receiver, connector]);
    expect(pipeline._sinks).toEqual([connector]);
  });

  test('is not changed by what happens to its lists later', () => {
    const [receivers, processors, exporters] = [[receiver], [limiter] as Processor[], [exporter]];
    const pipeline = new Pipeline({ signal: Signal.TRACES, receivers, processors, exporters });
    [receivers, processors, exporters].forEach((list) => list.pop());
    pipeline._processors.pop();

    expect(pipeline._sources).toEqual([receiver]);
    expect(pipeline._processors).toEqual([limiter]);
    expect(pipeline._sinks).toEqual([exporter]);
  });
});
