import { contentFindings } from '../../conformance/package/contents';

const PLACES = ['/home/someone/project/', '/home/someone/'];

const BUNDLED = ['re2js', '@grafana/lezer-logql', '@prometheus-io/lezer-promql', '@lezer/common', '@lezer/highlight', '@lezer/lr'].map((name) => `node_modules/${name}/package.json`);

function aPackage(changes: { readonly [file: string]: string | undefined } = {}): ReadonlyMap<string, string> {
  const files = {
    '.jsii': '{}', 'LICENSE': '', 'README.md': '', 'package.json': '{}', 'lib/index.js': '', 'lib/index.d.ts': '', ...Object.fromEntries(BUNDLED.map((file) => [file, '{}'])), ...changes,
  };
  return new Map(Object.entries(files).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function compiledFrom(source: string): string {
  return `"use strict";\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify({ sourcesContent: [source] })).toString('base64')}`;
}

test('a package of compiled code, declarations and its bundled dependencies is as it should be', () => {
  expect(contentFindings(aPackage({ 'lib/wiring/tls.js': compiledFrom('export class Tls {}'), 'CHANGELOG.md': '' }), PLACES)).toEqual([]);
});

test.each(['lib/index.ts', 'test/a.test.ts', 'dist/smallest/kubernetes/a.k8s.yaml', 'examples/smallest.ts', 'node_modules/cdk8s/lib/app.js', 'lib/tsconfig.json'])(
  '%s does not belong into it', (file) => {
    expect(contentFindings(aPackage({ [file]: '' }), PLACES)).toEqual([{ check: 'contents', message: `${file} does not belong into the package` }]);
  },
);

test.each(['lib/index.js', '.jsii', ...BUNDLED])('%s may not be missing', (file) => {
  expect(contentFindings(aPackage({ [file]: undefined }), PLACES)).toEqual([{ check: 'contents', message: `${file} is missing` }]);
});

test('a folder of the machine that packed it is found, in the sources that a compiled file carries too', () => {
  const plain = aPackage({ 'lib/a.js': "read('/home/someone/x')" });
  const encoded = aPackage({ 'lib/a.js': compiledFrom("read('/home/someone/x')") });
  const finding = { check: 'places', message: 'lib/a.js tells of /home/someone/' };

  expect(contentFindings(plain, PLACES)).toEqual([finding]);
  expect(contentFindings(encoded, PLACES)).toEqual([finding]);
});
