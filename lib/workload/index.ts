export * from './workload-options';
