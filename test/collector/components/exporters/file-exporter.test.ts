import { Duration, Size } from 'cdk8s';
import { FileExporter, FileFormat } from '../../../../lib/collector/components';
import { problemOf, rendered } from '../../documents';

const PATH = '/var/lib/otelcol/export/traces.json';

describe('the file exporter', () => {
  test('writes JSON in files of 100 MiB and keeps three old ones', () => {
    expect(rendered(new FileExporter({ path: PATH }))).toEqual({
      path: PATH,
      format: 'json',
      rotation: { max_megabytes: 100, max_backups: 3 },
      flush_interval: '1s',
      create_directory: true,
    });
  });

  test('begins a new file after one mebibyte at least', () => {
    expect(rendered(new FileExporter({ path: PATH, rotateAt: Size.mebibytes(1) }))).toMatchObject({ rotation: { max_megabytes: 1 } });
  });

  test('writes as it is told', () => {
    const exporter = new FileExporter({
      path: PATH, format: FileFormat.PROTO, rotateAt: Size.gibibytes(1), backups: 1, flushInterval: Duration.millis(250),
    });

    expect(rendered(exporter)).toEqual({
      path: PATH,
      format: 'proto',
      rotation: { max_megabytes: 1024, max_backups: 1 },
      flush_interval: '250ms',
      create_directory: true,
    });
    expect(exporter.path).toBe(PATH);
  });

  test.each([
    ['four of 100 MiB', {}, Size.mebibytes(400)],
    ['two of 10 MiB', { rotateAt: Size.mebibytes(10), backups: 1 }, Size.mebibytes(20)],
  ])('sets aside what the current file and the old ones take: %s', (_title, props, size) => {
    expect(new FileExporter({ path: PATH, ...props })._needs()).toEqual({
      directories: [{ path: '/var/lib/otelcol/export', holds: 'exported files', size }],
    });
  });

  test.each([
    [Size.kibibytes(100), '100Ki', 1],
    [Size.mebibytes(0), '0Mi', 1],
  ])('fails on files that are not counted in whole mebibytes: %#', (rotateAt, size, mebibytes) => {
    expect(problemOf(() => new FileExporter({ path: PATH, rotateAt }))).toMatchObject({
      path: 'FileExporter', what: `rotateAt is ${size}`, fix: `rotateAt: Size.mebibytes(${mebibytes})`,
    });
  });

  test('fails without old files: the collector would keep all of them', () => {
    expect(problemOf(() => new FileExporter({ path: PATH, backups: 0 }))).toMatchObject({
      path: 'FileExporter', what: 'backups is 0', fix: 'backups: a whole number of at least 1',
    });
  });

  test.each(['traces.json', './traces.json', '/traces.json', '/var/lib/otelcol/export/', ''])("fails on path '%s'", (path) => {
    expect(problemOf(() => new FileExporter({ path }))).toMatchObject({
      path: 'FileExporter',
      what: `path '${path}' is not an absolute path below a folder`,
      fix: "path: '/var/lib/otelcol/export/traces.json'",
    });
  });
});
