import { DebugExporter, DebugVerbosity } from '../../../../lib/collector/components';
import { needed, rendered, TESTED } from '../../documents';

describe('the debug exporter', () => {
  test('prints a line for every batch, as many as the collector likes', () => {
    expect(rendered(new DebugExporter())).toEqual({ verbosity: 'basic' });
  });

  test.each(Object.values(DebugVerbosity))('prints as much as %s', (verbosity) => {
    expect(rendered(new DebugExporter({ verbosity }))).toEqual({ verbosity });
  });

  test('prints one of so many messages, none at all included', () => {
    expect(rendered(new DebugExporter({ samplingInitial: 0, samplingThereafter: 500 }))).toEqual({
      verbosity: 'basic', sampling_initial: 0, sampling_thereafter: 500,
    });
  });

  test('has the name that it was given, and needs nothing from the pod', () => {
    const exporter = new DebugExporter({ name: 'traces' });

    expect(exporter._id(TESTED)).toBe('debug/traces');
    expect(needed(exporter)).toEqual({});
  });
});
