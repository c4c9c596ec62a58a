export * from './breakage';
export * from './cardinality';
export * from './log-volume';
export * from './relabel';
export * from './rules';
export * from './sampling';
export * from './simulate';
