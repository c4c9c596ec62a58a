/** A group of rules as it is written in a file: plain data. */
export type RuleGroupDocument = { readonly [key: string]: unknown };

/** A rule as it is written in a file. */
export type RuleDocument = { readonly [key: string]: unknown };

const GROUP_KEYS = ['name', 'interval', 'query_offset', 'limit', 'labels', 'rules'];
const GROUP_KEYS_OF_THANOS = ['name', 'interval', 'query_offset', 'limit', 'labels', 'partial_response_strategy', 'rules'];

/** Who reads files of rules, and what he knows. */
export interface RuleReader {
  readonly program: string;
  readonly groupKeys: readonly string[];
  /** The version of Prometheus whose PromQL it is. */
  readonly language: string;
  /** What `--enable-feature` tells it to know. */
  readonly features: readonly string[];
  /** What can be told to it at all. */
  readonly knows: readonly string[];
}

/** Features of Prometheus that change which expressions it takes. */
const FEATURES = ['promql-experimental-functions', 'promql-duration-expr', 'promql-extended-range-selectors', 'promql-binop-fill-modifiers'];

/** The PromQL of the Prometheus that Thanos is built with. */
const LANGUAGE_OF_THANOS = '3.9.0';

/** Somebody who knows everything: what he refuses, everybody refuses. */
export const ANY_READER: RuleReader = { program: 'Prometheus', groupKeys: GROUP_KEYS_OF_THANOS, language: '999.0.0', features: FEATURES, knows: FEATURES };

/** A Prometheus of a version, and with which arguments it is started. */
export function prometheusReader(version: string, args: readonly string[] = []): RuleReader {
  return { program: 'Prometheus', groupKeys: GROUP_KEYS, language: version, features: featuresIn(args), knows: FEATURES };
}

/** A Prometheus of the operator, which has no option for features, and leaves out what is for Thanos; without a version anybody. */
export function operatorReader(version?: string): RuleReader {
  return version === undefined ? ANY_READER : { ...ANY_READER, language: version, features: [], knows: [] };
}

/** A ruler of Thanos, and with which arguments it is started. */
export function thanosReader(args: readonly string[] = []): RuleReader {
  return { program: 'Thanos', groupKeys: GROUP_KEYS_OF_THANOS, language: LANGUAGE_OF_THANOS, features: featuresIn(args), knows: ['promql-experimental-functions'] };
}

function featuresIn(args: readonly string[]): string[] {
  return args.flatMap((argument) => /^--enable-feature=(.*)$/.exec(argument)?.[1]?.split(',') ?? []);
}
