import { ApiObject } from 'cdk8s';
import { Workload } from '../workload/workload';

/** Pods that take what comes from outside. */
export interface Door {
  readonly workload: Workload;
  readonly service: ApiObject;
  readonly port: number;
}
