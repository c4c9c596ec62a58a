import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');
const EXAMPLES = fs.readdirSync(path.join(ROOT, 'examples')).filter((file) => file.endsWith('.ts')).map((file) => path.basename(file, '.ts'));

/** Runs an example as `npm run synth` does and reads what it wrote. */
function synthesized(example: string, from: string): { [file: string]: string } {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), `${example}-`));
  const before = { outdir: process.env.CDK8S_OUTDIR, cwd: process.cwd() };
  process.env.CDK8S_OUTDIR = outdir;
  process.chdir(from);
  try {
    jest.isolateModules(() => {
      jest.requireActual(path.join(ROOT, 'examples', example));
    });
    return filesOf(outdir);
  } finally {
    process.chdir(before.cwd);
    if (before.outdir === undefined) {
      delete process.env.CDK8S_OUTDIR;
    } else {
      process.env.CDK8S_OUTDIR = before.outdir;
    }
    fs.rmSync(outdir, { recursive: true });
  }
}

function filesOf(folder: string): { [file: string]: string } {
  const files = (fs.readdirSync(folder, { recursive: true }) as string[]).filter((file) => fs.statSync(path.join(folder, file)).isFile()).sort();
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
}

test('dist/ has a folder for every example, and no other', () => {
  const folders = fs.readdirSync(path.join(ROOT, 'dist')).filter((folder) => folder !== 'packages');
  expect(folders.sort()).toEqual([...EXAMPLES].sort());
});

describe.each(EXAMPLES)('%s', (example) => {
  const golden = filesOf(path.join(ROOT, 'dist', example));

  test('is in dist/ as it is synthesized now (npm run synth writes it)', () => {
    expect(synthesized(example, ROOT)).toEqual(golden);
  });

  test('is the same to the byte from any folder', () => {
    expect(synthesized(example, os.tmpdir())).toEqual(golden);
  });

  test('tells nothing of the machine that wrote it', () => {
    for (const text of Object.values(golden)) {
      expect(text).not.toContain(ROOT);
      expect(text).not.toContain(os.homedir() + path.sep);
      expect(text).not.toContain(os.tmpdir());
    }
  });
});
