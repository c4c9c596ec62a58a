export * from './problem';
export * from './registry';
export * from './tree-list';
