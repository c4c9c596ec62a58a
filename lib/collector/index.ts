export * from './components';
export * from './gateway-options';
export * from './gateway-stateful-set';
export * from './workload-options';
