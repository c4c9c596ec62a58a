import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { missingJudges } from '../../conformance/judges';
import { CATALOGUE } from '../../lib/collector/components/catalogue';
import { VersionCatalog } from '../../lib/versions';

const JUDGES = path.join(__dirname, '..', '..', 'conformance', 'judges');

/** The versions of the real programs, by name. */
const judges = new Map(
  fs.readFileSync(path.join(JUDGES, 'versions.txt'), 'utf8').trim().split('\n').map((line) => line.split(' ') as [string, string]),
);

test('what runs by default is what was judged', () => {
  expect(VersionCatalog.tested().collector).toBe(judges.get('otelcol'));
});

test('a canary watches a Loki of its own version', () => {
  expect(judges.get('loki-canary')).toBe(judges.get('loki'));
});

describe('a judge is missing', () => {
  const wanted = new Map([['loki', '3.7.8'], ['nginx', 'distribution']]);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'judges-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test.each<[string, string, string[], string[]]>([
    ['when nothing is there', '', [], ['loki', 'nginx']],
    ['when it has another version', 'loki 3.7.7\nnginx 1.22.1-9', ['loki', 'nginx'], ['loki']],
    ['when only its version is there', 'loki 3.7.8\nnginx 1.22.1-9', ['loki'], ['nginx']],
    ['never when it is there, at whatever version the distribution has', 'loki 3.7.8\nnginx 1.26.3-3', ['loki', 'nginx'], []],
  ])('%s', (_, installed, programs, missing) => {
    fs.readdirSync(folder).forEach((name) => fs.rmSync(path.join(folder, name)));
    fs.writeFileSync(path.join(folder, 'versions.txt'), installed);
    programs.forEach((name) => fs.writeFileSync(path.join(folder, name), ''));

    expect(missingJudges(wanted, folder)).toEqual(missing);
  });
});

test('the collector that judges is built from the modules of the catalogue', () => {
  const manifest = fs.readFileSync(path.join(JUDGES, 'recipes', 'otelcol', 'builder.yaml'), 'utf8');
  const built = new Set([...manifest.matchAll(/gomod: (\S+) v/g)].map(([, module]) => module));
  // modules that cannot be had as Go modules: what only they could judge is reported as not judged
  const missing = CATALOGUE.filter(({ module }) => !built.has(module)).map(({ module }) => module.split('/').slice(-2).join('/'));
  expect(missing).toEqual([
    'receiver/nopreceiver',
    'receiver/prometheusremotewritereceiver',
    'exporter/awss3exporter',
    'exporter/coralogixexporter',
    'connector/servicegraphconnector',
  ]);
});

test('the relabel engine is compared with that of the Prometheus that judges', () => {
  const manifest = fs.readFileSync(path.join(JUDGES, '..', 'relabel', 'go.mod'), 'utf8');
  // version 3.15.0 of the program is version 0.315.0 of its module
  const [, major, minor, patch] = /github\.com\/prometheus\/prometheus v0\.(\d)(\d{2})\.(\d+)/.exec(manifest)!.map(Number);
  expect(`${major}.${minor}.${patch}`).toBe(judges.get('prometheus'));
});
