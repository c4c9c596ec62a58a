import { Duration, Size } from 'cdk8s';
import { STATE_MOUNT_PATH } from './collector-container';
import { QueueSize } from './components/exporters/sending-queue';
import { FileStorageExtension } from './components/extensions/file-storage-extension';
import { destinationsInUse, Flows } from './flows';
import { VOLUME_HEADROOM_PERCENT } from './invariants/queues';
import { QueueFor } from './outlets';
import { bytesOf } from '../kubernetes/quantities';

/** What queues on disk have to share. */
export interface DiskPlan {
  readonly volume: Size;
  /** What each queue may hold; derived from the volume when undefined. */
  readonly queueSize?: Size;
}

/** What a file needs beyond the data in it: pages that are half full, and the free list. */
const FILE_OVERHEAD = 1.25;

/** The largest batch: below the 4 MiB that every gRPC server takes by default. */
const LARGEST_BATCH = Size.mebibytes(3);
const SMALLEST_BATCH = Size.kibibytes(512);
const BATCH_FLUSH = Duration.seconds(1);

/** However small the volume, one queue holds this much. */
const SMALLEST_QUEUE = Size.mebibytes(16);

/** Queues on the volume of the pod, each in a folder of its own, so that they survive kill -9 and restarts. */
export function diskQueues(flows: Flows, plan: DiskPlan): QueueFor {
  const fileSize = queueFileSize(flows, plan);
  return (destination) => ({
    storage: new FileStorageExtension({
      name: destination.name,
      directory: `${STATE_MOUNT_PATH}/queue/${destination.name}`,
      maxSize: fileSize,
    }),
    queueSize: QueueSize.bytes(Size.kibibytes(Math.floor(bytesOf(fileSize) / FILE_OVERHEAD / 1024))),
    batchMinSize: QueueSize.bytes(SMALLEST_BATCH),
    batchMaxSize: QueueSize.bytes(LARGEST_BATCH),
    batchFlushTimeout: BATCH_FLUSH,
    blockOnOverflow: true,
  });
}

/** How large the file of one queue may become, so that all of them fit the volume. */
function queueFileSize(flows: Flows, plan: DiskPlan): Size {
  if (plan.queueSize !== undefined) {
    return Size.kibibytes(Math.ceil((bytesOf(plan.queueSize) * FILE_OVERHEAD) / 1024));
  }
  const share = (bytesOf(plan.volume) * 100) / (100 + VOLUME_HEADROOM_PERCENT) / queueCount(flows);
  // whole mebibytes: figures that people recognise in the manifest
  return Size.mebibytes(Math.max(SMALLEST_QUEUE.toMebibytes(), Math.floor(share / 1024 ** 2)));
}

/** Each destination has a queue per signal. */
function queueCount(flows: Flows): number {
  return Math.max(1, new Set(destinationsInUse(flows).map(({ destination, signal }) => `${destination.protocol}/${destination.name}/${signal}`)).size);
}
