import { Duration } from 'cdk8s';
import { FlagValues } from './flags/setting';
import { THANOS_FLAGS, ThanosComponent } from './flags/thanos-flags';
import { parsePrometheusDuration, prometheusDuration } from '../policy/relabel/prometheus-duration';
import { Finding } from '../validation';
import { graceFor } from '../workload/pod-template';

/** How long each server of a component waits for the requests that it works on. */
const GRACE_FLAGS = ['http-grace-period', 'grpc-grace-period'] as const;

const DEFAULT_GRACE = '2m';

/** How long a component has to do the rest: to write what it has in memory, and to let go of its files. */
const REST_SECONDS = 5;

/** How long a component takes to stop that has nothing to do but to answer what it is asked. */
export function answeringSeconds(component: ThanosComponent, values: FlagValues = {}): number {
  return Math.ceil(waitsOf(component, values) / 1000) + REST_SECONDS;
}

/** Judges whether a pod may end as its component means to. */
export function graceFindings(component: ThanosComponent, terminationGracePeriod: Duration, values: FlagValues): Finding[] {
  const least = graceFor(answeringSeconds(component, values));
  return terminationGracePeriod.toSeconds() >= least ? [] : [{
    what: `the pod has ${prometheusDuration(terminationGracePeriod.toMilliseconds())} to end, and its servers wait ${prometheusDuration(waitsOf(component, values))} for requests`,
    why: 'Kubernetes would kill it before: requests fail, and what is in memory only is lost',
    fix: `terminationGracePeriod: Duration.seconds(${least}) at least, or in extraArgs a shorter ${serversOf(component).map((flag) => `--${flag}`).join(' and ')}`,
  }];
}

/** It closes its servers one after the other. */
function waitsOf(component: ThanosComponent, values: FlagValues): number {
  return serversOf(component).reduce((sum, flag) => sum + (parsePrometheusDuration(String(values[flag] ?? DEFAULT_GRACE)) ?? 0), 0);
}

function serversOf(component: ThanosComponent): (typeof GRACE_FLAGS)[number][] {
  return GRACE_FLAGS.filter((flag) => THANOS_FLAGS[component].some(({ name }) => name === flag));
}

/** The longest that an ingestor may need to cut and upload the blocks of its head. */
const INGESTOR_GRACE = Duration.minutes(15);

/** Judges whether an ingestor may upload what it has in memory before it ends. */
export function ingestorGraceFindings(terminationGracePeriod: Duration): Finding[] {
  return terminationGracePeriod.toMilliseconds() >= INGESTOR_GRACE.toMilliseconds() ? [] : [{
    what: `an ingestor has ${prometheusDuration(terminationGracePeriod.toMilliseconds())} to end`,
    why: 'it cuts and uploads the blocks of every tenant first: cut short, it reads all of its log again when it comes back, and is away for as long',
    fix: `terminationGracePeriod: Duration.seconds(${INGESTOR_GRACE.toSeconds()}) at least`,
  }];
}
