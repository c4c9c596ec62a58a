import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { manifestsOf, readRendered } from '../../conformance/judging/documents';

function folder(files: Record<string, string>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'rendered-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  }
  return root;
}

const named = (name: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n`;

test('manifests of anybody are found in any folder, in whatever files', () => {
  const rendered = readRendered(folder({ 'b.yaml': `---\n${named('b')}---\n# empty\n---\n${named('c')}`, 'a/deep/a.yml': named('a'), 'README.md': 'kind: x' }), 'peer');
  expect(manifestsOf(rendered).map(({ metadata }) => metadata.name)).toEqual(['a', 'b', 'c']);
});

test('what is no manifest is said by the file it is in', () => {
  expect(() => readRendered(folder({ 'values.yaml': 'mode: daemonset\n' }), 'peer')).toThrow('values.yaml holds a document without apiVersion');
});
