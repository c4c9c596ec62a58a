export * from './collector';
export * from './observability-app';
export * from './storage';
export { Problem } from './validation/problem';
export * from './wiring';
export { CollectorDistribution, VersionCatalog, VersionCatalogProps } from './versions';
