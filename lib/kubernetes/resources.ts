import { Size } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { cpuQuantity, mebibytesOf, quantity, sizeQuantity } from './quantities';

/** What a container may use. */
export interface ContainerBudget {
  /** Cores that are set aside for it. */
  readonly cpu: number;
  /** Cores that it may use at most. */
  readonly cpuLimit: number;
  /** Memory that is set aside for it, and its limit: a container that can be evicted for its memory is no place for data. */
  readonly memory: Size;
  /** Disk outside its volumes: logs and the writable layer. */
  readonly ephemeralStorage: Size;
}

/** How much of a container's memory the Go runtime takes as its soft limit. */
export const GOMEMLIMIT_PERCENT = 80;

export function resourceRequirements(budget: ContainerBudget): k8s.ResourceRequirements {
  const memory = quantity(sizeQuantity(budget.memory));
  const ephemeral = quantity(sizeQuantity(budget.ephemeralStorage));
  return {
    requests: { 'cpu': quantity(cpuQuantity(budget.cpu)), memory, 'ephemeral-storage': ephemeral },
    limits: {
      'cpu': quantity(cpuQuantity(budget.cpuLimit)),
      memory,
      'ephemeral-storage': ephemeral,
    },
  };
}

/**
 * The value of GOMEMLIMIT for a container: the garbage collector works harder as it comes near, long before the kernel kills.
 *
 * @see https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
export function goMemoryLimit(memory: Size): string {
  return `${Math.floor((mebibytesOf(memory) * GOMEMLIMIT_PERCENT) / 100)}MiB`;
}
