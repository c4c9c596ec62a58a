import { ReadyMadeRule } from './ready-made-policy';

/** @see https://pkg.go.dev/github.com/prometheus/client_golang/prometheus/collectors#NewGoCollector */
export const GO_RUNTIME: readonly ReadyMadeRule[] = [
  { dropMetrics: 'go_(?:cgo|cpu_classes|gc_cycles|gc_heap|gc_pauses|gc_scan|gc_stack|godebug|memory_classes|sched|sync)_.*', reason: 'the inside of the runtime, of every process, with histograms of hundreds of buckets' },
  { dropMetrics: 'go_memstats_(?:buck_hash_sys|frees|gc_sys|heap_idle|heap_objects|heap_released|heap_sys|last_gc_time|lookups|mallocs|mcache_inuse|mcache_sys|mspan_inuse|mspan_sys|other_sys|stack_inuse|stack_sys)_.*', reason: 'parts of the heap; what is in use, what is allocated, what the process has and the next collection stay' },
  { dropMetrics: 'promhttp_metric_handler_.*', reason: 'scrapes of the process itself, which Prometheus counts too' },
];
