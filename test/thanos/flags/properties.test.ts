import { FLAG_PROPERTIES, propertyOf } from '../../../lib/thanos/flags/properties';
import { THANOS_COMPONENTS, THANOS_FLAGS } from '../../../lib/thanos/flags/thanos-flags';

test('a property stands for a flag that its component has', () => {
  expect(propertyOf('query', 'query.timeout')).toBe('timeout');
  expect(propertyOf('store', 'objstore.config-file')).toBe('objectStore');
  expect(propertyOf('sidecar', 'log.level')).toBe('logLevel');
});

test('what the library decides alone has none', () => {
  expect(propertyOf('query', 'query.auto-downsampling')).toBeUndefined();
  expect(propertyOf('receive', 'receive.hashrings-algorithm')).toBeUndefined();
});

test.each(THANOS_COMPONENTS)('every flag of %s that has one is there', (component) => {
  const names = THANOS_FLAGS[component].map(({ name }) => name);
  expect(Object.keys(FLAG_PROPERTIES[component]).filter((flag) => !names.includes(flag))).toEqual([]);
});
