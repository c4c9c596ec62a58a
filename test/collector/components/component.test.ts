import {
  Component, CustomConnector, CustomExporter, CustomProcessor, CustomReceiver, DebugExporter, DeltaToCumulativeProcessor, MemoryLimiterProcessor, OtlpReceiver,
} from '../../../lib/collector/components';
import { problemOf, TESTED } from '../documents';

describe('the id of a component', () => {
  test('is its type, and its name when it has one', () => {
    expect(new MemoryLimiterProcessor()._id(TESTED)).toBe('memory_limiter');
    expect(new MemoryLimiterProcessor({ name: 'strict' })._id(TESTED)).toBe('memory_limiter/strict');
  });

  test('has the spelling of the collector that reads it', () => {
    const processor = new DeltaToCumulativeProcessor({ name: 'a' });

    expect(processor.type).toBe('delta_to_cumulative');
    expect(processor._id({ collectorVersion: '0.157.0' })).toBe('deltatocumulative/a');
    expect(processor._id({ collectorVersion: '0.158.0' })).toBe('delta_to_cumulative/a');
  });

  test.each(['a', 'vendor-a', 'eu_1', 'api.example.com', 'a/b', '_', '0', 'x'.repeat(121)])("may have the name '%s'", (name) => {
    expect(new DebugExporter({ name })._id(TESTED)).toBe(`debug/${name}`);
  });

  test.each(['', ' ', 'a b', '/a', '-a', '.a', 'ä', 'a\n', '${env:X}', 'x'.repeat(122)])("fails on the name '%s'", (name) => {
    expect(problemOf(() => new DebugExporter({ name }))).toMatchObject({
      path: 'exporter debug',
      what: `'${name}' is not a name for a component`,
      fix: "name: 'vendor-a' (letters, digits, _, -, . and /)",
    });
  });
});

describe('a component in a pipeline', () => {
  test('stands at its beginning when it is a receiver', () => {
    const receiver = new OtlpReceiver();

    expect(receiver.sourceComponent).toBe(receiver);
    expect(receiver).not.toHaveProperty('sinkComponent');
  });

  test('stands at its end when it is an exporter', () => {
    const exporter = new DebugExporter();

    expect(exporter.sinkComponent).toBe(exporter);
    expect(exporter).not.toHaveProperty('sourceComponent');
  });

  test('stands at both when it is a connector', () => {
    const connector = new CustomConnector({ type: 'failover' });

    expect(connector.sourceComponent).toBe(connector);
    expect(connector.sinkComponent).toBe(connector);
  });

  test.each<[string, Component]>([
    ['receiver', new CustomReceiver({ type: 'statsd' })],
    ['processor', new CustomProcessor({ type: 'redaction' })],
    ['exporter', new CustomExporter({ type: 'kafka' })],
    ['connector', new CustomConnector({ type: 'failover' })],
  ])('is a %s', (kind, component) => {
    expect(component.kind).toBe(kind);
  });
});
