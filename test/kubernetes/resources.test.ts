import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import { GOMEMLIMIT_PERCENT, goMemoryLimit, resourceRequirements } from '../../lib/kubernetes/resources';

const text = (value: string) => k8s.Quantity.fromString(value);

describe('the resources of a container', () => {
  const resources = resourceRequirements({ cpu: 0.5, cpuLimit: 2, memory: Size.gibibytes(2), ephemeralStorage: Size.mebibytes(256) });

  test('are requested as the budget says', () => {
    expect(resources.requests).toEqual({ 'cpu': text('500m'), 'memory': text('2Gi'), 'ephemeral-storage': text('256Mi') });
  });

  test('are limited as the budget says', () => {
    expect(resources.limits).toEqual({ 'cpu': text('2'), 'memory': text('2Gi'), 'ephemeral-storage': text('256Mi') });
  });

  test('have one number for memory: a container that can be evicted for it is no place for data', () => {
    expect(resources.requests?.memory).toEqual(resources.limits?.memory);
  });
});

describe('the memory limit of the Go runtime', () => {
  test.each<[Size, string]>([
    [Size.gibibytes(2), '1638MiB'],
    [Size.mebibytes(512), '409MiB'],
    [Size.gibibytes(1.5), '1228MiB'],
    [Size.mebibytes(100), '80MiB'],
  ])('of %j is %s', (memory, limit) => {
    expect(goMemoryLimit(memory)).toBe(limit);
  });

  test('never exceeds its share of the container, and comes within a mebibyte of it', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 20 }), (mebibytes) => {
      const share = (mebibytes * GOMEMLIMIT_PERCENT) / 100;
      const limit = Number(goMemoryLimit(Size.mebibytes(mebibytes)).replace(/MiB$/, ''));
      expect(limit).toBeLessThanOrEqual(share);
      expect(limit).toBeGreaterThan(share - 1);
    }));
  });
});
