export * from './relabel';
