import { IngesterPlan } from './loki-plan';
import { mebibytesOf } from '../../kubernetes/quantities';
import { decided } from '../../wiring/mapping';
import { DATA_MOUNT_PATH } from '../places';

/** How much of its memory an ingester fills with what it reads from its log at a start, before it writes to the store. */
const REPLAY_PERCENT = 50;

/**
 * The block `ingester`.
 *
 * @see https://grafana.com/docs/loki/latest/operations/storage/wal/
 */
export function ingesterBlock({ memory, flushOnShutdown, zoneAware }: IngesterPlan): object {
  return decided({
    chunk_encoding: 'snappy',
    // pods that never come back, after a scale-down, would be counted as failing for ever
    autoforget_unhealthy: true,
    // where POST /ingester/prepare_shutdown leaves its mark
    shutdown_marker_path: DATA_MOUNT_PATH,
    wal: {
      dir: `${DATA_MOUNT_PATH}/wal`,
      flush_on_shutdown: flushOnShutdown,
      replay_memory_ceiling: `${Math.floor((mebibytesOf(memory) * REPLAY_PERCENT) / 100)}MB`,
    },
    lifecycler: zoneAware ? { ring: { zone_awareness_enabled: true } } : undefined,
  });
}
