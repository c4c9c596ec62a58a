/** How Thanos reads the text after the `=` of a flag. */
export type FlagType =
  | 'bool'
  | 'string'
  | 'int'
  | 'uint'
  | 'float'
  /** of Prometheus: whole numbers with units up to years, the largest first */
  | 'duration'
  /** of Go: with fractions; days and weeks only from 0.39.0 on */
  | 'go-duration'
  | 'bytes'
  | 'enum'
  /** RFC 3339, or a duration of Prometheus that is counted from now */
  | 'time'
  | 'url'
  /** `host:port`, or a name with a prefix of discovery such as `dns+` */
  | 'address';

/** When Thanos began to do without a flag, and what to write in its place, as the words of a fix; `<value>` stands for what was given. */
export interface Retirement {
  readonly since: string;
  readonly instead: string;
}

/** One flag of one component of Thanos, over all versions from 0.38.0 on. */
export interface Flag {
  /** without the leading dashes */
  readonly name: string;
  readonly type: FlagType;
  /** what an `enum` takes */
  readonly values?: readonly string[];
  /** values that are younger than the flag, with the version that brought each */
  readonly youngerValues?: { readonly [value: string]: string };
  /** whether it may be given more than once */
  readonly repeated?: boolean;
  /** what holds without it, where that is the same in all versions and neither empty nor `false` */
  readonly default?: string;
  /** whether `--help` keeps silent about it */
  readonly hidden?: boolean;
  /** the first version that has it; without it 0.38.0 has it too */
  readonly since?: string;
  /** from which version on it should not be used any more, although it is there */
  readonly deprecated?: Retirement;
  /** the first version that lacks it */
  readonly removed?: Retirement;
  /** flags that Thanos does not take together with this one; told on one side only */
  readonly excludes?: readonly string[];
}

/** What two flags of one document have in common. */
export interface DocumentFlagOptions {
  readonly hidden?: boolean;
  readonly since?: string;
  readonly excludes?: readonly string[];
}

/** The two ways to hand over a document: as a file, or as the text itself. */
export function pathOrContent(name: string, { excludes = [], ...options }: DocumentFlagOptions = {}): readonly [Flag, Flag] {
  const path = `${name}-file`;
  return [
    { name: path, type: 'string', ...options, ...excludes.length > 0 ? { excludes } : {} },
    { name, type: 'string', ...options, excludes: [path, ...excludes] },
  ];
}
