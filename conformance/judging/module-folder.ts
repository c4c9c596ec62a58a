/** Files of other projects, from the modules that Go's proxy serves: nothing of them is copied here. */
import { judgesFolder } from '../judges';
import { run } from './processes';

/** The folder of a module. It is fetched when it is not there. */
export async function moduleFolder(module: string, version: string): Promise<string> {
  const { code, stdout, stderr } = await run('go', ['mod', 'download', '-json', `${module}@v${version}`], {
    cwd: judgesFolder(), env: { ...process.env, GOFLAGS: '-mod=mod' },
  });
  if (code !== 0) {
    throw new Error(`the module ${module} ${version} could not be had: ${stderr}${stdout}`);
  }
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}
