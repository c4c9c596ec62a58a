import { Size } from 'cdk8s';
import { WorkloadOptions } from './workload-options';
import { ContainerBudget } from '../kubernetes/resources';
import { fail } from '../validation';

/** What a container gets when the program does not say. */
export interface BudgetDefaults {
  readonly cpu: number;
  readonly cpuLimit: number;
  readonly memory: Size;
}

/** What the program says of a container's budget. */
export type BudgetOptions = Pick<WorkloadOptions, 'cpu' | 'cpuLimit' | 'memoryLimit' | 'ephemeralStorage'>;

/** What a container may use. Fails on a request that is larger than its limit. */
export function resolveBudget(path: string, options: BudgetOptions, defaults: BudgetDefaults): ContainerBudget {
  const cpu = options.cpu ?? defaults.cpu;
  const budget = {
    cpu,
    cpuLimit: options.cpuLimit ?? Math.max(defaults.cpuLimit, cpu),
    memory: options.memoryLimit ?? defaults.memory,
    ephemeralStorage: options.ephemeralStorage ?? Size.mebibytes(256),
  };
  if (budget.cpu <= 0 || budget.cpuLimit < budget.cpu) {
    fail(path, {
      what: `cpu ${budget.cpu} with cpuLimit ${budget.cpuLimit}`,
      why: 'Kubernetes refuses a pod whose request is larger than its limit',
      fix: `cpuLimit: ${Math.max(1, budget.cpu)}, or more`,
    });
  }
  return budget;
}
