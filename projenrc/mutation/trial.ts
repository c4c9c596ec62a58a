/** One file of tests, run once. */
export interface Trial {
  readonly testFile: string;
  /** Awake in this run; without one the code is as it was written. */
  readonly mutant?: string;
  /** How often the run may come by the mutant. */
  readonly hitLimit?: number;
}

export interface Verdict {
  /** Of the first test that failed. */
  readonly failure?: string;
  /** How often the run came by each mutant, by its id. */
  readonly hits: Readonly<Record<string, number>>;
}

/** What a child is told once, before its first trial. */
export interface Preparation {
  readonly sources: Readonly<Record<string, string>>;
  /** Megabytes, of whatever kind. */
  readonly memory: number;
}
