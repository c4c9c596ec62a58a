import { Finding } from '../validation';

/**
 * A StatefulSet appends `-` and a 10-character hash to its name in the label controller-revision-hash, which holds 63 characters.
 *
 * @see https://github.com/kubernetes/kubernetes/issues/64023
 */
export const LONGEST_WORKLOAD_NAME = 52;

/** As many whole words of a name as there is room for. */
export function shortened(name: string, most: number): string {
  return name.slice(0, most).replace(name[most] === '-' ? /-+$/ : /-+[^-]*$/, '');
}

/** What is wrong with the name of a workload. */
export function nameFindings(name: string): Finding[] {
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
    return [{
      what: `'${name}' is not a name for a workload`,
      why: 'its Services take lower-case letters, digits and -, beginning with a letter',
      fix: "name: 'gateway'",
    }];
  }
  return name.length > LONGEST_WORKLOAD_NAME
    ? [{
      what: `the name '${name}' has ${name.length} characters`,
      why: `a StatefulSet appends a hash to it in a label of 63 characters: more than ${LONGEST_WORKLOAD_NAME} and its pods are refused`,
      fix: `name: '${shortened(name, LONGEST_WORKLOAD_NAME)}'`,
    }]
    : [];
}
