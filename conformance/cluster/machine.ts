/** What the machine must have before a cluster can run on it. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../judging/processes';

/** Programs, and the Debian packages that bring them; the CNI plugins are no programs of the search path. */
const PACKAGES: Readonly<Record<string, string>> = {
  'containerd': 'containerd',
  'ctr': 'containerd',
  'runc': 'runc',
  '/usr/lib/cni/bridge': 'containernetworking-plugins',
  'iptables': 'iptables',
  'nft': 'nftables',
  'conntrack': 'conntrack',
  'ip': 'iproute2',
  'openssl': 'openssl',
  'pgrep': 'procps',
};

const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

function isPresent(program: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_FOLDERS];
  return program.startsWith('/') ? existsSync(program) : folders.some((folder) => existsSync(join(folder, program)));
}

function missingPackages(): string[] {
  return [...new Set(Object.keys(PACKAGES).filter((program) => !isPresent(program)).map((program) => PACKAGES[program]!))];
}

async function apt(args: readonly string[]): Promise<void> {
  const { code, stderr } = await run('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  if (code !== 0) {
    throw new Error(`apt-get ${args.join(' ')} failed: ${stderr.trim()}`);
  }
}

/** Makes sure that everything is there; installs only what is missing. */
export async function prepareMachine(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error('the cluster needs root: it makes network and mount namespaces, and containers in them');
  }
  const missing = missingPackages();
  if (missing.length > 0) {
    console.log(`installing ${missing.join(' ')}`);
    await apt(['update']);
    await apt(['install', '--yes', '--no-install-recommends', ...missing]);
  }
}
