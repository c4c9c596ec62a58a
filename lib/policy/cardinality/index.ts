export * from './cardinality-policy';
export * from './cardinality-policy-props';
export type { SpanMetricsLabels } from './compilers/span-metrics';
export * from './ready-made/cardinality-policies';
export { ReadyMadePolicy } from './ready-made/ready-made-policy';
export type { PolicyReason } from './ready-made/ready-made-policy';
