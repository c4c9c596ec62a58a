import * as fc from 'fast-check';
import { requirePrefix } from '../../../lib/storage/locations/object-prefix';
import { fixesOf } from '../fixes-of';

describe('a prefix', () => {
  test.each(['thanos', 'thanos/eu-central-1', 'a.b_c!(d)*\'e'])('may be %s', (prefix) => {
    expect(() => requirePrefix('path', prefix)).not.toThrow();
  });

  test('is never mended into one that fails again', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', '/', '.', ' ', 'ü', '..')), (parts) => {
      for (const fix of fixesOf(() => requirePrefix('path', parts.join('')))) {
        requirePrefix('path', fix);
      }
    }));
  });
});
