import { requireSince } from '../../../lib/collector/components/since';
import { problemOf } from '../documents';

describe('an option that came with a version', () => {
  test.each(['0.153.0', '0.153.1', '1.0.0'])('is known to collector %s', (collectorVersion) => {
    expect(() => requireSince('Sampler', 'shards', 2, '0.153.0', { collectorVersion })).not.toThrow();
  });

  test('fails before it, with the version that is needed', () => {
    expect(problemOf(() => requireSince('Sampler', 'shards', 2, '0.153.0', { collectorVersion: '0.152.9' }))).toEqual({
      path: 'Sampler',
      what: 'shards with collector 0.152.9',
      why: 'the collector knows it from 0.153.0 on, and refuses what it does not know',
      fix: 'leave it out, or a collector of 0.153.0 or later',
    });
  });

  test('may be left out before it', () => {
    expect(() => requireSince('Sampler', 'shards', undefined, '0.153.0', { collectorVersion: '0.146.0' })).not.toThrow();
  });
});
