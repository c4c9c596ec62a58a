export * from './memcached';
export { MemcachedEndpoint } from './memcached-endpoint';
export type { MemcachedEndpointProps } from './memcached-endpoint';
export * from './memcached-props';
