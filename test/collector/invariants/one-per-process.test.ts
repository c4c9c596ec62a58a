import { onePerProcessFindings } from '../../../lib/collector/invariants/one-per-process';
import { parsed } from '../documents';

const measuring = (...paths: (string | undefined)[]) => ({
  receivers: Object.fromEntries(paths.map((path, index) => [`${index % 2 ? 'hostmetrics' : 'host_metrics'}/${index}`, path === undefined ? {} : { root_path: path }])),
});

describe('the file system of the node', () => {
  test.each([
    ['one', ['/hostfs']],
    ['the same for all', ['/hostfs', '/hostfs']],
    ['none', [undefined, '']],
    ['one, and that of the pod itself', ['/hostfs', '/', undefined, '']],
  ])('may be %s', (_title, paths) => {
    expect(onePerProcessFindings(measuring(...paths))).toEqual([]);
  });

  test('fails to be in two places, whatever the receivers are called: the collector does not start', () => {
    expect(onePerProcessFindings(measuring('/', '/hostfs', '/node'))).toEqual([{
      what: "hostmetrics/1 has root_path '/hostfs', and host_metrics/2 has '/node'",
      why: 'a process knows one: the collector would not start (inconsistent root_path configuration)',
      fix: "rootPath: '/hostfs' for both",
    }]);
  });

  test('is compared letter by letter, as the collector does', () => {
    expect(onePerProcessFindings(measuring('/hostfs/', '/hostfs'))).toHaveLength(1);
  });
});

describe('the profiler', () => {
  test('fails to run twice: the collector does not start', () => {
    expect(onePerProcessFindings(parsed(`
      extensions: { pprof: , pprof/second: { endpoint: localhost:1778 } }
      service: { extensions: [pprof, pprof/second] }
    `))).toEqual([{
      what: 'pprof and pprof/second both run',
      why: 'a process can be profiled once: it validates, and the collector does not start',
      fix: 'take pprof/second out',
    }]);
  });

  test('may be defined twice, as long as one runs', () => {
    expect(onePerProcessFindings(parsed('{ extensions: { pprof: , pprof/second: }, service: { extensions: [pprof] } }'))).toEqual([]);
  });
});
