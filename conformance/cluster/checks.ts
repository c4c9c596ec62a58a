/** Says what holds and what does not, and keeps count. */
export class Checks {
  private passed = 0;
  private failed = 0;

  /** @param found what was seen, said only when the claim does not hold */
  public expect(claim: string, holds: boolean, found = ''): void {
    if (holds) {
      this.passed += 1;
      console.log(`ok    ${claim}`);
    } else {
      this.failed += 1;
      console.log(`FAIL  ${claim}${found === '' ? '' : `: ${found}`}`);
    }
  }

  public get summary(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }

  public get allPassed(): boolean {
    return this.failed === 0 && this.passed > 0;
  }
}
