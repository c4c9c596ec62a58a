import { Finding } from '../validation';

/** What is wrong with a number of replicas. */
export function replicaFindings(replicas: number, property = 'replicas'): Finding[] {
  return Number.isInteger(replicas) && replicas >= 1 ? [] : [{
    what: `${property} is ${replicas}`,
    why: 'Kubernetes counts whole pods, and without one nothing answers',
    fix: `${property}: ${Math.max(1, Math.round(replicas) || 1)}`,
  }];
}
