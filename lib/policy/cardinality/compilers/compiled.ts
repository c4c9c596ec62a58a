import { Finding } from '../../../validation';

/** What an engine is to do, and what of a policy it cannot do. */
export interface Compiled<T> {
  readonly document: T;
  readonly findings: readonly Finding[];
}
