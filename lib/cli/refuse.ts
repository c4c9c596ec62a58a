import { fail } from '../validation';

/** Stops a command: it cannot be understood, or what it needs cannot be had. */
export function refuse(what: string, fix: string, why: string = 'the command cannot be run'): never {
  return fail('cdk8s-observability', { what, why, fix });
}
