/** What the pod of a program would have by a rendering: its document, its variables, its files, its flags. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { ACCESS_KEY } from './local-s3';
import { Rendering } from '../../../lib/storage/renderings/rendering';
import { temporaryFolder } from '../processes';

export interface Pod {
  readonly folder: string;
  /** the path of the document */
  readonly document: string;
  readonly env: NodeJS.ProcessEnv;
  readonly flags: readonly string[];
}

/** Nothing of the machine: what a program knows, it knows by the rendering. The metadata service of a cloud is not to be asked from here. */
const BARE = { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' };

/**
 * @param whole the document as the program reads it, of which the rendering may be a part
 * @param mounted the file that stands for every FileSource
 */
export function podOf({ environment, files, flags }: Rendering, whole: object, mounted?: string): Pod {
  const folder = temporaryFolder('pod');
  const document = join(folder, 'document.yaml');
  const relocated = (text: string) => files.reduce((moved, { path }) => moved.replaceAll(path, join(folder, path)), text);
  files.forEach(({ mountPath, path }) => {
    mkdirSync(join(folder, mountPath), { recursive: true });
    copyFileSync(mounted ?? '/dev/null', join(folder, path));
  });
  writeFileSync(document, relocated(stringify(whole)));
  const variables = environment.map(({ name, secretKey, value }) => [name, relocated(value ?? ACCESS_KEY[secretKey ?? ''] ?? '')]);
  return { folder, document, flags, env: { ...BARE, ...Object.fromEntries(variables) } };
}
