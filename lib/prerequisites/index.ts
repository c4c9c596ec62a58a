export * from './cert-manager';
export * from './helm-release';
export type { KnownChartProps } from './known-chart';
export * from './opentelemetry-operator';
export * from './prometheus-operator';
export * from './prometheus-operator-crds';
