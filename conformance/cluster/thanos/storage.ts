/** Where blocks are kept, and by whom. */

export const STACK_NAMESPACE = 'thanos';
export const PAIR_NAMESPACE = 'monitoring';

export const BUCKETS = { stack: 'acme-metrics', pair: 'acme-prometheus' } as const;
