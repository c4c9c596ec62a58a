/** The Target Allocator itself, where somebody has given one: it starts with a document, on a real API server, and has its jobs. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AllocatorConfig } from './wanted-rights';
import { ApiServer } from '../../api-server/api-server';
import { freePorts } from '../../free-ports';
import { answers, Daemon } from '../daemon';
import { temporaryFolder } from '../processes';

/** Why it cannot start here with a document; undefined when it can. */
export function whyNotHere({ https, prometheus_cr: monitors }: AllocatorConfig): string | undefined {
  const wanted = [...https === undefined ? [] : ['certificates'], ...monitors === undefined ? [] : ['the definitions of the operator, and rights of its own']];
  return wanted.length === 0 ? undefined : `to start with it, the allocator needs ${wanted.join(' and ')}`;
}

interface Written {
  readonly document: AllocatorConfig;
  readonly text: string;
}

/** What is wrong with how it takes a document. */
export async function notTaken(server: ApiServer, program: string, { document, text }: Written): Promise<string[]> {
  const path = join(temporaryFolder('allocator'), 'targetallocator.yaml');
  writeFileSync(path, text);
  const [port] = await freePorts(1);
  const [address, wanted] = [`127.0.0.1:${port}`, (document.config?.scrape_configs ?? []).map(({ job_name: name }) => name).sort()];
  const allocator = new Daemon(program, ['--config-file', path, '--kubeconfig-path', server.kubeconfig, '--listen-addr', address]);
  try {
    await allocator.until('the allocator is ready', () => answers(`http://${address}/readyz`));
    const has = async () => Object.keys(await (await fetch(`http://${address}/scrape_configs`)).json() as object).sort();
    await allocator.until(`the allocator has the jobs ${wanted.join(', ')}`, async () => (await has()).join() === wanted.join());
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    await allocator.end();
  }
}
