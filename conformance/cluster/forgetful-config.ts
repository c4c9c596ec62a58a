/** A configuration that remembers nothing: the judge must see what it loses. */
import { stringify } from 'yaml';
import { CollectorConfig } from './collector-config';

interface Remembering {
  storage?: string;
  start_at?: string;
  sending_queue?: { storage?: string };
}

/** The same configuration with queues in memory, and without a memory of what was read: reading begins at the end of every file. */
export function forgetfulConfig(config: CollectorConfig): string {
  const changed = structuredClone(config) as { exporters?: Record<string, Remembering | null>; receivers?: Record<string, Remembering | null> };
  Object.values(changed.exporters ?? {}).forEach((exporter) => delete exporter?.sending_queue?.storage);
  Object.values(changed.receivers ?? {}).forEach((receiver) => {
    if (receiver?.storage !== undefined) {
      delete receiver.storage;
      receiver.start_at = 'end';
    }
  });
  return stringify(changed);
}
