/**
 * How many ingestors must take a sample before its sender is told that it is safe. Of two it is one: otherwise two would be worse than one.
 *
 * @see https://github.com/thanos-io/thanos/blob/v0.42.4/pkg/receive/handler.go
 */
export function quorum(replicationFactor: number): number {
  return replicationFactor === 2 ? 1 : Math.floor(replicationFactor / 2) + 1;
}

/** How many ingestors may be away at once, whichever they are, while every sample still finds its quorum. */
export function spareIngestors(replicationFactor: number): number {
  return replicationFactor - quorum(replicationFactor);
}

/**
 * How many ingestors Kubernetes may evict at once.
 *
 * Where none is to spare it is one all the same: senders try again until the pod is back, while a budget of none would keep every node from
 * being drained. Half of the replicas, as one often sees it, is one too many for an even number of them: of four, three must take a sample.
 */
export function evictableIngestors(replicationFactor: number): number {
  return Math.max(1, spareIngestors(replicationFactor));
}
