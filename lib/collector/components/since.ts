import { RenderContext } from './component';
import { fail } from '../../validation';
import { isAtLeast } from '../../versions';

/** Fails on an option that the collector which reads it does not know yet. Nothing given is right. */
export function requireSince(caller: string, property: string, value: unknown, since: string, { collectorVersion }: RenderContext): void {
  if (value !== undefined && !isAtLeast(collectorVersion, since)) {
    fail(caller, {
      what: `${property} with collector ${collectorVersion}`,
      why: `the collector knows it from ${since} on, and refuses what it does not know`,
      fix: `leave it out, or a collector of ${since} or later`,
    });
  }
}
