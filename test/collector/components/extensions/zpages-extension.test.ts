import { ZpagesExtension } from '../../../../lib/collector/components/extensions/zpages-extension';
import { problemOf, rendered, TESTED } from '../../documents';

describe('the zPages', () => {
  test('are on localhost, where no other pod reaches them', () => {
    const extension = new ZpagesExtension();

    expect(extension._id(TESTED)).toBe('zpages');
    expect(rendered(extension)).toEqual({ endpoint: '127.0.0.1:55679' });
    expect(extension._needs(TESTED).ports).toBeUndefined();
    expect(extension._roles).toEqual([]);
  });

  test('show the variables of the process on another port, when they are told', () => {
    const extension = new ZpagesExtension({ name: 'debug', port: 1778, expvar: true });

    expect(extension._id(TESTED)).toBe('zpages/debug');
    expect(rendered(extension)).toEqual({ endpoint: '127.0.0.1:1778', expvar: { enabled: true } });
    expect(extension.port).toBe(1778);
  });

  test('fail on a port on which nobody can listen', () => {
    expect(problemOf(() => new ZpagesExtension({ port: 0 }))).toMatchObject({ path: 'ZpagesExtension', what: 'port 0 is not a port' });
  });
});
