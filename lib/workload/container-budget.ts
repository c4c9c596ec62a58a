import { Size } from 'cdk8s';
import { WorkloadOptions } from './workload-options';
import { bytesOf, readableSize } from '../kubernetes/quantities';
import { ContainerBudget } from '../kubernetes/resources';
import { failOnFindings, Finding } from '../validation';

/** What a container gets when the program does not say. */
export interface BudgetDefaults {
  readonly cpu: number;
  readonly cpuLimit: number;
  readonly memory: Size;
}

/** What the program says of a container's budget. */
export type BudgetOptions = Pick<WorkloadOptions, 'cpu' | 'cpuLimit' | 'memoryLimit' | 'ephemeralStorage'>;

/** What a container may use. Fails on a request that is larger than its limit, and on nothing at all. */
export function resolveBudget(path: string, options: BudgetOptions, defaults: BudgetDefaults): ContainerBudget {
  const cpu = options.cpu ?? defaults.cpu;
  const budget = {
    cpu,
    cpuLimit: options.cpuLimit ?? Math.max(defaults.cpuLimit, cpu),
    memory: options.memoryLimit ?? defaults.memory,
    ephemeralStorage: options.ephemeralStorage ?? Size.mebibytes(256),
  };
  failOnFindings(path, [...cpuFindings(budget), ...sizeFindings('memoryLimit', budget.memory), ...sizeFindings('ephemeralStorage', budget.ephemeralStorage)]);
  return budget;
}

function cpuFindings({ cpu, cpuLimit }: ContainerBudget): Finding[] {
  if (!Number.isFinite(cpu) || !Number.isFinite(cpuLimit) || cpu <= 0) {
    return [{ what: `cpu ${cpu} with cpuLimit ${cpuLimit}`, why: 'Kubernetes counts cores, more than none', fix: 'cpu: 0.5, and cpuLimit: 2' }];
  }
  return cpu <= cpuLimit ? [] : [{
    what: `cpu ${cpu} with cpuLimit ${cpuLimit}`,
    why: 'Kubernetes refuses a pod whose request is larger than its limit',
    fix: `cpuLimit: ${Math.max(1, cpu)}, or more`,
  }];
}

function sizeFindings(property: string, size: Size): Finding[] {
  return bytesOf(size) > 0 ? [] : [{
    what: `${property} is ${readableSize(size)}`, why: 'no container starts in it', fix: `${property}: Size.mebibytes(256)`,
  }];
}
