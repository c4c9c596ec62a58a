/** What a language other than TypeScript has to offer, to run the programs of its users. */
import { Result } from '../judging/processes';

/** Runs one program, which writes into `outdir`. */
export type Runner = (program: string, outdir: string) => Promise<Result>;

export interface Language {
  /** the name of its judge, and of the folder below examples/ */
  readonly name: string;
  readonly extension: string;
  /** Generates, installs and compiles the package. A package that cannot be is an error, a machine that cannot is an Obstacle. */
  prepare(): Promise<Runner>;
}
