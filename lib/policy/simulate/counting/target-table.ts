/** A target, by the job and the instance that its series have. */
export interface Target {
  readonly job: string;
  readonly instance: string;
}

/** Targets and jobs by numbers. */
export class TargetTable {
  public readonly targets: Target[] = [];
  public readonly jobs: string[] = [];
  /** For each target the number of its job. */
  public readonly jobOf: number[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly jobNumbers = new Map<string, number>();

  /** @param identity what tells targets apart that have the same job and instance */
  public number(job: string, instance: string, identity = ''): number {
    const key = JSON.stringify([job, instance, identity]);
    const known = this.numbers.get(key);
    if (known !== undefined) {
      return known;
    }
    const number = this.targets.push({ job, instance }) - 1;
    this.jobOf.push(this.jobNumber(job));
    this.numbers.set(key, number);
    return number;
  }

  private jobNumber(job: string): number {
    const known = this.jobNumbers.get(job);
    if (known !== undefined) {
      return known;
    }
    const number = this.jobs.push(job) - 1;
    this.jobNumbers.set(job, number);
    return number;
  }
}
