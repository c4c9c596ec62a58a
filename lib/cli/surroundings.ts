/** What a command sees of the machine: no command looks elsewhere, so that tests can say what there is. */
export interface Surroundings {
  readonly directory: string;
  readonly environment: { readonly [name: string]: string | undefined };
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

/** How a command ends, for the scripts that run it. */
export enum ExitCode {
  FINE = 0,
  /** A budget is broken, a claim of the policy, or a rule or dashboard that the policy breaks. */
  BROKEN = 1,
  /** A dump, a policy or an argument cannot be read. */
  BAD_INPUT = 2,
}
