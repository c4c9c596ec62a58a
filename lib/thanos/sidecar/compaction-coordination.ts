import { isAtLeast } from '../../versions';
import { FlagValues } from '../flags/setting';

/** A Prometheus, and the sidecar that uploads its blocks. */
export interface SidecarPair {
  readonly prometheusVersion: string;
  readonly thanosVersion: string;
  /** The folder of the blocks, which both mount at the same path. */
  readonly directory: string;
  /** Whether Prometheus takes samples that are older than others. */
  readonly outOfOrder: boolean;
}

/**
 * How the two leave each other's blocks alone.
 *
 * - `delayed`: Prometheus compacts what the sidecar has noted as uploaded
 * - `disabled`: Prometheus does not compact
 */
export type CompactionMode = 'delayed' | 'disabled';

/** What both are told. */
export interface CompactionCoordination {
  readonly mode: CompactionMode;
  readonly prometheus: FlagValues;
  readonly sidecar: FlagValues;
}

/** The file in which the sidecar notes what it has uploaded. */
const META_FILE = 'thanos.shipper.json';

const BLOCK = '2h';

/** The versions from which on compaction can wait: that of Prometheus can, and the sidecar compares the same path with it (0.41 does not). */
const DELAYS = { prometheus: '3.9.0', thanos: '0.42.0' } as const;

/** The first Prometheus that can be kept from making one block of several that overlap. */
const KEEPS_OVERLAPS = '2.55.0';

/**
 * A block that Prometheus compacts before it is uploaded would be there twice: the sidecar does not start beside a Prometheus that may do so.
 *
 * @see https://thanos.io/tip/components/sidecar.md/
 */
export function compactionCoordination({ prometheusVersion, thanosVersion, directory, outOfOrder }: SidecarPair): CompactionCoordination {
  const overlaps: FlagValues = outOfOrder && isAtLeast(prometheusVersion, KEEPS_OVERLAPS) ? { 'storage.tsdb.allow-overlapping-compaction': false } : {};
  return isAtLeast(prometheusVersion, DELAYS.prometheus) && isAtLeast(thanosVersion, DELAYS.thanos)
    ? {
      mode: 'delayed',
      prometheus: { 'storage.tsdb.delay-compact-file.path': `${directory}/${META_FILE}`, ...overlaps },
      sidecar: { 'shipper.meta-file-name': META_FILE },
    }
    : {
      mode: 'disabled',
      prometheus: { 'storage.tsdb.min-block-duration': BLOCK, 'storage.tsdb.max-block-duration': BLOCK, ...overlaps },
      sidecar: {},
    };
}
