import { PprofExtension } from '../../../../lib/collector/components';
import { needed, problemOf, rendered, TESTED } from '../../documents';

describe('the profiler', () => {
  test('listens on loopback, and so needs no port of the pod', () => {
    const extension = new PprofExtension();

    expect(extension._id(TESTED)).toBe('pprof');
    expect(rendered(extension)).toEqual({ endpoint: '127.0.0.1:1777' });
    expect(needed(extension)).toEqual({});
  });

  test('listens on the port that it is given', () => {
    const extension = new PprofExtension({ name: 'second', port: 6060 });

    expect(extension._id(TESTED)).toBe('pprof/second');
    expect(rendered(extension)).toEqual({ endpoint: '127.0.0.1:6060' });
    expect(extension.port).toBe(6060);
  });

  test('fails on what is no port', () => {
    expect(problemOf(() => new PprofExtension({ port: 65_536 }))).toMatchObject({ path: 'PprofExtension', what: 'port 65536 is not a port' });
  });
});
