import { OTHERWISE, SamplingPlan } from './sampling-plan';
import { SamplingPolicyProps } from './sampling-policy-props';

/** What a user has written, with all that follows from it. */
export function resolveSampling({ rules = [], otherwise = 100, floor, head, hashSalt, largestTrace = 1000 }: SamplingPolicyProps): SamplingPlan {
  return {
    rules: [
      ...rules.map(({ name, when, percent = 100, spansPerSecond }) => ({ name, when: when._tree, percent, spansPerSecond, drops: percent === 0 })),
      { name: OTHERWISE, when: { kind: 'always' }, percent: otherwise, drops: false },
    ],
    floor: floor && { services: [...floor.services], spansPerSecond: floor.spansPerSecond },
    head: head && { percent: head.percent, hashSeed: head.hashSeed ?? 0 },
    hashSalt,
    largestTrace,
  };
}
