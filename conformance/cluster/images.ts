/** Which images a run needs, and which of our programs are in them. */
import { judge } from '../judges';
import { Image } from './image';
import { TELEMETRY_COUNT_IMAGE } from './tenants';
import { SYSTEM_ROOTS } from './world';
import { Manifest, podTemplate } from '../judging/kubernetes-types';

/** The name under which the kubelet looks for an image. */
function fullName(image: string): string {
  const [first, ...rest] = image.split('/') as [string, ...string[]];
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return hasRegistry ? image : `docker.io/${rest.length > 0 ? image : `library/${image}`}`;
}

/** The programs that manifests run, by a part of the names of their images: their judge, where it is in the image, and as whom it runs. */
const PROGRAMS: Readonly<Record<string, { readonly judge: string; readonly path: string; readonly user: string }>> = {
  'opentelemetry-collector': { judge: 'otelcol', path: '/otelcol', user: '10001:10001' },
  'thanos/thanos': { judge: 'thanos', path: '/bin/thanos', user: '1001:1001' },
  'prometheus/prometheus': { judge: 'prometheus', path: '/bin/prometheus', user: '65534:65534' },
};

function programOf(image: string): typeof PROGRAMS[string] | undefined {
  return Object.entries(PROGRAMS).find(([part]) => image.includes(part))?.[1];
}

/**
 * The images of the manifests and of the node itself. What the manifests call a collector, of whatever distribution, is the collector judge.
 *
 * @param telemetryCount the path of our own program
 * @param roots the certificates that containers trust
 */
export function imagesOf(manifests: readonly Manifest[], telemetryCount: string, roots: string): Image[] {
  const names = [...new Set(manifests.flatMap((manifest) => podTemplate(manifest)?.spec ?? [])
    .flatMap(({ containers, initContainers }) => [...containers, ...initContainers ?? []].map(({ image }) => image)))];
  const programs = names.map((name) => ({ name, program: programOf(name) }));
  const foreign = programs.filter(({ program }) => program === undefined).map(({ name }) => name);
  if (foreign.length > 0) {
    throw new Error(`no program here for the images ${foreign.join(', ')}`);
  }
  const own = { '/telemetry-count': { program: telemetryCount } };
  return [
    { name: 'localhost/pause:local', files: own, entrypoint: ['/telemetry-count', 'pause'], user: '65535:65535' },
    { name: TELEMETRY_COUNT_IMAGE, files: own, entrypoint: ['/telemetry-count'], user: '65535:65535' },
    { name: 'localhost/coredns:local', files: { '/coredns': { program: judge('coredns') } }, entrypoint: ['/coredns'] },
    ...programs.flatMap(({ name, program }) => program === undefined ? [] : [{
      name: fullName(name),
      files: { [SYSTEM_ROOTS]: { text: roots }, [program.path]: { program: judge(program.judge) } },
      entrypoint: [program.path],
      user: program.user,
    }]),
  ];
}
