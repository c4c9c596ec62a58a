export * from './operator/object-selector';
export * from './operator/prometheus';
export * from './operator/prometheus-props';
export * from './prometheus-options';
export * from './prometheus-server';
export * from './prometheus-stateful-set';
export * from './prometheus-stateful-set-props';
export * from './sidecar-options';
