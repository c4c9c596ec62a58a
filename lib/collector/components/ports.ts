import { fail } from '../../validation';

/** Fails on a number on which nobody can listen. */
export function requirePort(caller: string, property: string, port: number): number {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    fail(caller, {
      what: `${property} ${port} is not a port`,
      why: 'it validates, and the collector does not start or listens where nobody looks',
      fix: `${property}: a whole number from 1 to 65535; above 1023, because the pod is not root`,
    });
  }
  return port;
}
