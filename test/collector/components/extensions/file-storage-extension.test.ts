import { Duration, Size } from 'cdk8s';
import * as fc from 'fast-check';
import { FileStorageExtension } from '../../../../lib/collector/components';
import { problemOf, rendered, TESTED } from '../../documents';

const directory = '/var/lib/otelcol/queue';

interface Rendered {
  readonly max_size?: number;
  readonly compaction: { readonly rebound_needed_threshold_mib?: number; readonly rebound_trigger_threshold_mib?: number };
}

describe('the file storage', () => {
  test('waits for the disk, gives space back, and keeps a corrupt file', () => {
    const extension = new FileStorageExtension({ directory });

    expect(extension._id(TESTED)).toBe('file_storage');
    expect(rendered(extension)).toEqual({
      directory,
      create_directory: true,
      fsync: true,
      timeout: '5s',
      compaction: { on_start: true, on_rebound: true, directory, cleanup_on_start: true },
    });
  });

  test('keeps as it is told', () => {
    const extension = new FileStorageExtension({
      name: 'vendor', directory, maxSize: Size.gibibytes(1), fsync: false, recreate: true, timeout: Duration.seconds(1),
    });

    expect(extension._id(TESTED)).toBe('file_storage/vendor');
    expect(rendered(extension)).toEqual({
      directory,
      create_directory: true,
      fsync: false,
      timeout: '1s',
      recreate: true,
      max_size: 1024 ** 3,
      compaction: { on_start: true, on_rebound: true, directory, cleanup_on_start: true },
    });
    expect(extension).toMatchObject({ directory, maxSize: Size.gibibytes(1) });
  });

  test('tells the size of its files to collectors that know of it: an older one would refuse the key', () => {
    const extension = new FileStorageExtension({ directory, maxSize: Size.gibibytes(1) });

    expect(rendered(extension, { collectorVersion: '0.155.0' })).not.toHaveProperty('max_size');
    expect(rendered(extension, { collectorVersion: '0.156.0' })).toMatchObject({ max_size: 1024 ** 3 });
  });

  test('needs its folder to survive the pod, and keeps queues', () => {
    const extension = new FileStorageExtension({ directory });

    expect(extension._needs()).toEqual({ directories: [{ path: directory, holds: 'queues and positions' }] });
    expect(extension._roles).toEqual(['storage']);
  });

  test.each([
    [201, {}],
    [200, { rebound_needed_threshold_mib: 100, rebound_trigger_threshold_mib: 10 }],
    [16, { rebound_needed_threshold_mib: 8, rebound_trigger_threshold_mib: 1 }],
    [2, { rebound_needed_threshold_mib: 2, rebound_trigger_threshold_mib: 1 }],
  ])('of %d MiB compacts when it can', (mebibytes, thresholds) => {
    const { compaction } = rendered(new FileStorageExtension({ directory, maxSize: Size.mebibytes(mebibytes) })) as Rendered;

    expect(compaction).toEqual({ on_start: true, on_rebound: true, directory, cleanup_on_start: true, ...thresholds });
  });

  test('never has thresholds beyond the size of its files, which the collector refuses', () => {
    fc.assert(fc.property(fc.integer({ min: 2 * 1024, max: 4 * 1024 ** 2 }), (kibibytes) => {
      const { max_size, compaction } = rendered(new FileStorageExtension({ directory, maxSize: Size.kibibytes(kibibytes) })) as Rendered;
      const { rebound_needed_threshold_mib: needed = 100, rebound_trigger_threshold_mib: trigger = 10 } = compaction;
      expect(max_size).toBe(kibibytes * 1024);
      expect(needed * 1024 ** 2).toBeLessThanOrEqual(kibibytes * 1024);
      expect(trigger).toBeLessThan(needed);
      expect(trigger).toBeGreaterThanOrEqual(1);
    }));
  });

  test.each([
    ['maxSize is 1 MiB', Size.mebibytes(1)],
    ['maxSize is 1.5 MiB', Size.kibibytes(1536)],
    ['maxSize is 0 MiB', Size.kibibytes(0)],
  ])('fails on files that are smaller than what compaction leaves: %s', (what, maxSize) => {
    expect(problemOf(() => new FileStorageExtension({ directory, maxSize }))).toMatchObject({
      path: 'FileStorageExtension', what, fix: 'maxSize: Size.mebibytes(2), or more',
    });
  });

  test.each(['/var/lib/otelcol/queue/', '/var//lib/otelcol/queue', '/var/lib/otelcol/queue///'])('takes %s for the folder that it is', (spelt) => {
    const extension = new FileStorageExtension({ directory: spelt });

    expect(extension.directory).toBe(directory);
    expect(extension._needs()).toEqual({ directories: [{ path: directory, holds: 'queues and positions' }] });
    expect(rendered(extension)).toMatchObject({ directory, compaction: { directory } });
  });

  test.each(['queue', './queue', '/', '//', ''])("fails on directory '%s'", (folder) => {
    expect(problemOf(() => new FileStorageExtension({ directory: folder }))).toMatchObject({
      path: 'FileStorageExtension', what: `directory '${folder}' is not an absolute path`, fix: "directory: '/var/lib/otelcol/queue'",
    });
  });
});
