/** Which images a run needs, and which of our programs are in them. */
import { spawnSync } from 'node:child_process';
import { judge } from '../judges';
import { Image } from './image';
import { TELEMETRY_COUNT_IMAGE } from './tenants';
import { SYSTEM_ROOTS } from './world';
import { Manifest, podTemplate } from '../judging/kubernetes-types';

/** A part of the name of the image of a Target Allocator. */
export const ALLOCATOR = 'target-allocator';

/** The name under which the kubelet looks for an image. */
function fullName(image: string): string {
  const [first, ...rest] = image.split('/') as [string, ...string[]];
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return hasRegistry ? image : `docker.io/${rest.length > 0 ? image : `library/${image}`}`;
}

/** A program in an image: where it is, and as whom it runs. */
interface ImageProgram {
  /** its judge; undefined when it is another one */
  readonly judge?: string;
  readonly path: string;
  readonly user: string;
  /** whether it comes from the distribution of the machine: its libraries come with it, and pods name it in their arguments */
  readonly isOfDistribution?: boolean;
}

/** The programs that manifests run, by a part of the names of their images. */
const PROGRAMS: Readonly<Record<string, ImageProgram>> = {
  'opentelemetry-collector': { judge: 'otelcol', path: '/otelcol', user: '10001:10001' },
  'thanos/thanos': { judge: 'thanos', path: '/bin/thanos', user: '1001:1001' },
  // before the image whose name is its beginning
  'grafana/loki-canary': { judge: 'loki-canary', path: '/usr/bin/loki-canary', user: '10001:10001' },
  'grafana/loki': { judge: 'loki', path: '/usr/bin/loki', user: '10001:10001' },
  'prometheus/prometheus': { judge: 'prometheus', path: '/bin/prometheus', user: '65534:65534' },
  'nginx-unprivileged': { judge: 'nginx', path: '/nginx', user: '101:101', isOfDistribution: true },
  [ALLOCATOR]: { path: '/main', user: '65532:65532' },
};

function programOf(image: string): [part: string, program: ImageProgram] | undefined {
  return Object.entries(PROGRAMS).find(([part]) => image.includes(part));
}

/** An image of one program, which trusts some certificates. */
function imageOf(name: string, { path, user, isOfDistribution }: ImageProgram, program: string, roots: string): Image {
  const files = { [SYSTEM_ROOTS]: { text: roots }, [path]: { program } };
  return isOfDistribution ? { name, files: { ...files, ...librariesOf(program) }, entrypoint: [], user } : { name, files, entrypoint: [path], user };
}

/** The libraries that ldd names, and who loads them, at the paths at which this machine has them. @throws when it lacks one */
export function librariesIn(listed: string): Image['files'] {
  const absent = /(\S+) => not found/.exec(listed)?.[1];
  if (absent !== undefined) {
    throw new Error(`this machine lacks ${absent}`);
  }
  return Object.fromEntries([...listed.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => [path!, { program: path! }]));
}

function librariesOf(program: string): Image['files'] {
  const { status, stdout, stderr } = spawnSync('ldd', [program], { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`ldd ${program} failed: ${stderr}`);
  }
  return librariesIn(stdout);
}

/**
 * The images of the manifests and of the node itself. What the manifests call a collector, of whatever distribution, is the collector judge.
 *
 * @param telemetryCount the path of our own program
 * @param roots the certificates that containers trust
 * @param others paths of programs that are no judges, by the same parts of the names of images
 */
export function imagesOf(manifests: readonly Manifest[], telemetryCount: string, roots: string, others: Readonly<Record<string, string>> = {}): Image[] {
  const names = [...new Set(manifests.flatMap((manifest) => podTemplate(manifest)?.spec ?? [])
    .flatMap(({ containers, initContainers }) => [...containers, ...initContainers ?? []].map(({ image }) => image)))];
  const programs = names.map((name) => {
    const [part, program] = programOf(name) ?? [];
    const path = program?.judge === undefined ? others[part ?? ''] : judge(program.judge);
    return { name, image: program && path ? imageOf(fullName(name), program, path, roots) : undefined };
  });
  const foreign = programs.filter(({ image }) => image === undefined).map(({ name }) => name);
  if (foreign.length > 0) {
    throw new Error(`no program here for the images ${foreign.join(', ')}`);
  }
  const own = { '/telemetry-count': { program: telemetryCount } };
  return [
    { name: 'localhost/pause:local', files: own, entrypoint: ['/telemetry-count', 'pause'], user: '65535:65535' },
    { name: TELEMETRY_COUNT_IMAGE, files: own, entrypoint: ['/telemetry-count'], user: '65535:65535' },
    { name: 'localhost/coredns:local', files: { '/coredns': { program: judge('coredns') } }, entrypoint: ['/coredns'] },
    ...programs.flatMap(({ image }) => image ?? []),
  ];
}
