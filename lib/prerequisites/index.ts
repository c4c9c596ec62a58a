export * from './cert-manager';
export * from './helm-release';
export * from './helm-release-options';
export * from './opentelemetry-operator';
export * from './prometheus-operator';
export * from './prometheus-operator-crds';
