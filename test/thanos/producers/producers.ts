import { Producer } from '../../../lib/thanos/producers/producer';

/** A pair of Prometheus with a sidecar each. */
export const PAIR: Producer = {
  name: 'prometheus', labels: { cluster: 'eu' }, replicas: 2, replicaLabel: 'prometheus_replica', copies: 'independent', outOfOrder: false, mergedInBucket: false,
};

/** Ingestors that replicate. */
export const RECEIVE: Producer = {
  name: 'receive', labels: { receive: 'true' }, replicas: 3, replicaLabel: 'receive_replica', copies: 'identical', outOfOrder: false, mergedInBucket: true,
};

/** Ingestors that replicate nothing. */
export const SINGLE: Producer = { ...RECEIVE, copies: 'none', mergedInBucket: false };
