export * from './problem';
export * from './registry';
