import { Chart } from 'cdk8s';
import { CLUSTER, STORE } from './program';
import { ThanosStack, ThanosStackProps } from '../../lib';

/** A whole Thanos in a bucket that is there already. */
export function stack(props: Partial<ThanosStackProps> = {}, id = 'thanos'): (chart: Chart) => ThanosStack {
  return (chart) => new ThanosStack(chart, id, { cluster: CLUSTER, objectStore: STORE, ...props });
}
