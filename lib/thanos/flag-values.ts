/** Flags of Thanos by their names without dashes; what is undefined is not written, and a list is a flag that is given several times. */
export interface FlagValues {
  readonly [flag: string]: string | number | boolean | readonly string[] | undefined;
}
