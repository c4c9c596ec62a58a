import { LONGEST_WORKLOAD_NAME, shortened } from '../../kubernetes/names';
import { Finding } from '../../validation';

/** What the operator writes before the name of a Prometheus for that of its StatefulSet. */
const PREFIX = 'prometheus-';

/** What is wrong with the name of a Prometheus of which the operator makes a StatefulSet. */
export function nameFindings(name: string): Finding[] {
  const most = LONGEST_WORKLOAD_NAME - PREFIX.length;
  return name.length <= most ? [] : [{
    what: `the name '${name}' has ${name.length} characters`,
    why: `its StatefulSet is called '${PREFIX}${name}': more than ${LONGEST_WORKLOAD_NAME} and its pods are refused`,
    fix: `name: '${shortened(name, most)}'`,
  }];
}
