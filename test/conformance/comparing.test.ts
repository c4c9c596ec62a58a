import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { differences } from '../../conformance/judging/comparing';

function folderWith(files: { readonly [name: string]: string }): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'comparing-'));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

const WANTED = { 'kubernetes/a.yaml': 'kind: Service\nport: 4317\n', 'terraform/s/cdk.tf.json': '{}' };

test('the same files with the same bytes do not differ', () => {
  expect(differences(folderWith(WANTED), folderWith(WANTED))).toEqual([]);
});

test.each([
  ['another value', { ...WANTED, 'kubernetes/a.yaml': 'kind: Service\nport: 4318\n' }, 'bytes', "kubernetes/a.yaml: line 2 is 'port: 4318', not 'port: 4317'"],
  ['a text that ends early', { ...WANTED, 'kubernetes/a.yaml': 'kind: Service\n' }, 'bytes', "kubernetes/a.yaml: line 2 is '', not 'port: 4317'"],
  ['a line more', { ...WANTED, 'terraform/s/cdk.tf.json': '{}\n ' }, 'bytes', "terraform/s/cdk.tf.json: line 2 is ' ', not ''"],
  ['a missing file', { 'kubernetes/a.yaml': WANTED['kubernetes/a.yaml'] }, 'files', 'terraform/s/cdk.tf.json was not written'],
  ['a file too many', { ...WANTED, 'kubernetes/b.yaml': '' }, 'files', 'kubernetes/b.yaml was written too'],
])('%s differs', (_, written, check, message) => {
  expect(differences(folderWith(written), folderWith(WANTED))).toEqual([{ check, message }]);
});

test('nothing is not the same as nothing', () => {
  expect(differences(folderWith({}), folderWith({}))).toEqual([{ check: 'files', message: 'there is nothing to compare with: run npm run synth' }]);
});
