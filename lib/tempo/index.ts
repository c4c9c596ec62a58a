export { TempoLogLevel, TempoProcessor } from './document/tempo-plan';
export * from './query-endpoint';
export * from './tempo-options';
export * from './tempo-stack';
export * from './tempo-stack-props';
export * from './tenants/tempo-limits';
export * from './tenants/tempo-tenant';
export { TempoComponent } from './workload/tempo-component';
