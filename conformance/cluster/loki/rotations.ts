/** Files of containers that the kubelet puts aside while lines are written, and what that may cost. */
import { isLong } from '../course';
import { Sending } from '../telemetry-count';

/** How many files of a container were put aside, by who writes them: namespace/pod/container. */
export type Rotations = ReadonlyMap<string, number>;

/** A file that was put aside, by who wrote it; it may have been compressed since. */
const ASIDE = /\/([^/_]+)_([^/_]+)_[^/]+\/([^/]+)\/([^/]+?\.log\.\d{8}-\d{6})(?:\.gz)?$/;

function filesOf(paths: readonly string[]): Map<string, string> {
  return new Map(paths.flatMap((path) => {
    const [, namespace, pod, container, file] = ASIDE.exec(path) ?? [];
    return file === undefined ? [] : [[`${namespace}/${pod}/${container}/${file}`, `${namespace}/${pod}/${container}`] as const];
  }));
}

/** What has been put aside since, of paths before and now. */
export function rotationsSince(before: readonly string[], now: readonly string[]): Rotations {
  const known = filesOf(before);
  const fresh = [...filesOf(now)].filter(([file]) => !known.has(file)).map(([, source]) => source);
  return new Map([...new Set(fresh)].map((source) => [source, fresh.filter((one) => one === source).length]));
}

/**
 * How many lines of a kind may not be whole. The runtime writes what is over 16 KiB in parts, and what stands in two files is no line for anybody: docs/collector-daemon-set.md does not promise
 * it. A rotation cuts one line of a container at most, and none that is one part. Everything else is promised: of all other kinds nothing may be missing.
 */
export function cutAtMost(kind: string, sendings: readonly Sending[], rotations: Rotations): number {
  const sources = isLong(kind) ? sendings.filter((one) => one.kind === kind).map(({ source }) => source) : [];
  return sources.reduce((sum, source) => sum + (rotations.get(source) ?? 0), 0);
}
