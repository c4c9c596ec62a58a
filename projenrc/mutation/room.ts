import * as fs from 'fs';
import * as path from 'path';
import { ROOT } from './sources';

/** The files of a room, or the one file that it is. */
export function sourcesOf(room: string): string[] {
  return filesAt('lib', room).filter((file) => !file.endsWith('.d.ts') && path.basename(file) !== 'index.ts');
}

export function testsOf(room: string): string[] {
  return [...filesAt('test', room), ...filesAt('test', `${room}.test`)].filter((file) => file.endsWith('.test.ts'));
}

/** test/X.test.ts says what lib/X.ts is for. */
export function mirrorOf(source: string): string {
  return path.join(ROOT, 'test', path.relative(path.join(ROOT, 'lib'), source)).replace(/\.ts$/, '.test.ts');
}

function filesAt(folder: string, room: string): string[] {
  const place = path.join(ROOT, folder, room);
  if (fs.existsSync(`${place}.ts`)) {
    return [`${place}.ts`];
  }
  return fs.existsSync(place)
    ? fs.readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).sort().map((file) => path.join(place, file))
    : [];
}
