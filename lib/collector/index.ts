export * from './components';
export * from './gateway-stateful-set';
export * from './workload-options';
