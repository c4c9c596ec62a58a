import { Hashring } from './hashring';
import { Finding } from '../../validation';
import { FlagValues } from '../flags/setting';

/** Flags that make a receiver a router. */
const HASHRING_FLAGS = ['receive.hashrings', 'receive.hashrings-file'];

/** Judges a receiver that distributes, and keeps nothing. */
export function routerFindings(values: FlagValues, addresses: readonly string[], hashrings: readonly Hashring[]): Finding[] {
  const members = hashrings.flatMap(({ ingestors }) => ingestors.map(({ address }) => address));
  return [
    ...given(values, HASHRING_FLAGS).length > 0 ? [] : [{
      what: 'the router has no hashring',
      why: 'without one it is an ingestor: it would keep all samples itself, in a folder that does not outlive the pod',
      fix: '--receive.hashrings-file with the path of the hashrings',
    }],
    ...given(values, ['receive.local-endpoint']).map((flag) => ({
      what: `the router has --${flag}=${values[flag]}`,
      why: 'it would keep samples itself, in a folder that does not outlive the pod',
      fix: `leave --${flag} to receivers that are members of a hashring`,
    })),
    ...addresses.filter((address) => members.includes(address)).map((address) => ({
      what: `the router ${address} is a member of the hashring`,
      why: 'it would send what it receives to itself, without end',
      fix: 'the addresses of the ingestors only',
    })),
    ...algorithmFindings(values),
  ];
}

/** Judges a receiver that keeps what it is sent. */
export function ingestorFindings(values: FlagValues): Finding[] {
  return given(values, HASHRING_FLAGS).map((flag) => ({
    what: `the ingestor has --${flag}`,
    why: 'it would send on what the routers have sent to it: replicas of replicas, or requests in a circle',
    fix: `leave --${flag} to the routers`,
  }));
}

function algorithmFindings(values: FlagValues): Finding[] {
  const algorithm = values['receive.hashrings-algorithm'];
  return algorithm === 'ketama' ? [] : [{
    what: algorithm === undefined ? 'the algorithm of the hashrings is left to Thanos, which takes hashmod' : `the algorithm of the hashrings is ${algorithm}`,
    why: 'with hashmod, one ingestor more would move nearly every series to another one, and all of them would run out of memory together',
    fix: '--receive.hashrings-algorithm=ketama',
  }];
}

function given(values: FlagValues, flags: readonly string[]): string[] {
  return flags.filter((flag) => values[flag] !== undefined);
}
