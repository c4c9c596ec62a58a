export * from './cardinality';
export * from './relabel';
