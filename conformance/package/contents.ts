/** What belongs into the package that npm publishes. */
import { Finding } from '../judging/verdict';

/** The dependencies that come in the package, docs/decisions has a page on each. */
const BUNDLED = ['re2js', '@grafana/lezer-logql', '@prometheus-io/lezer-promql', '@lezer/common', '@lezer/highlight', '@lezer/lr'];

const BELONGS = new RegExp(`^(lib/.+\\.(js|d\\.ts)|[A-Z]+\\.md|LICENSE|\\.jsii|package\\.json|node_modules/(${BUNDLED.join('|')})/.+)$`);

const NEEDED = ['.jsii', 'LICENSE', 'README.md', 'package.json', 'lib/index.d.ts', 'lib/index.js', ...BUNDLED.map((name) => `node_modules/${name}/package.json`)];

/** Compilers leave the sources of a file at its end, encoded. */
function withSources(text: string): string {
  const encoded = /^\/\/# sourceMappingURL=data:application\/json;(?:charset=utf-?8;)?base64,(\S+)/m.exec(text)?.[1];
  return encoded === undefined ? text : `${text}\n${Buffer.from(encoded, 'base64').toString('utf8')}`;
}

/** Holds the files of a package against what belongs there; `places` are folders of this machine, which no user has. */
export function contentFindings(files: ReadonlyMap<string, string>, places: readonly string[]): Finding[] {
  const names = [...files.keys()];
  const tells = (name: string) => places.filter((place) => !name.startsWith('node_modules/') && withSources(files.get(name) ?? '').includes(place));
  return [
    ...names.filter((name) => !BELONGS.test(name)).map((name) => ({ check: 'contents', message: `${name} does not belong into the package` })),
    ...NEEDED.filter((name) => !files.has(name)).map((name) => ({ check: 'contents', message: `${name} is missing` })),
    ...names.flatMap((name) => tells(name).map((place) => ({ check: 'places', message: `${name} tells of ${place}` }))),
  ];
}
