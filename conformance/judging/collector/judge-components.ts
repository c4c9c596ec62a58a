/** The collector's own list of components against the catalogue of the library: the one thing in lib/ that is a claim about another program. */
import { parse } from 'yaml';
import { CATALOGUE } from '../../../lib/collector/components/catalogue';
import { ComponentKind, ComponentType, spelling } from '../../../lib/collector/components/component-type';
import { SIGNALS } from '../../../lib/wiring';
import { judge } from '../../judges';
import { run } from '../processes';
import { Finding, Verdict } from '../verdict';

export const COMPONENTS = 'otelcol components';

/** A component as `otelcol components` lists it. */
interface Listed {
  readonly name: string;
  readonly module: string;
  readonly stability?: Readonly<Record<string, string>>;
}

type Listing = Readonly<Record<string, readonly Listed[]>>;

/** A row that nobody could have meant: it must be found wrong, or this judge does not look. */
const MISSPELT: ComponentType = {
  kind: ComponentKind.PROCESSOR, name: 'memory_limitr', module: 'go.opentelemetry.io/collector/processor/memorylimiterprocessor', distributions: [], signals: [SIGNALS[0]!],
};

/** One verdict for each row of the catalogue. */
export async function judgeCatalogue(): Promise<Verdict[]> {
  const { code, stdout, stderr } = await run(judge('otelcol'), ['components']);
  if (code !== 0) {
    throw new Error(`otelcol components failed: ${stderr}`);
  }
  const listing = parse(stdout) as Listing;
  const looks = findingsOf(MISSPELT, listing)?.length === 2;
  return [
    ...CATALOGUE.map((type) => verdictOn(type, findingsOf(type, listing))),
    verdictOn(MISSPELT, looks ? [] : [{ check: 'misspelt', message: 'a misspelt row was taken for right' }]),
  ];
}

function verdictOn({ kind, name }: ComponentType, findings: readonly Finding[] | undefined): Verdict {
  return {
    judge: COMPONENTS,
    example: 'lib',
    file: 'collector/components/catalogue.ts',
    object: `${kind} ${name}`,
    findings: findings ?? [],
    ...findings === undefined ? { notJudged: 'this build of the collector lacks it' } : {},
  };
}

/** What is wrong with a row; undefined when the collector does not have the module. */
function findingsOf(type: ComponentType, listing: Listing): Finding[] | undefined {
  const listed = listing[`${type.kind}s`]?.find(({ module }) => module.split(' ')[0] === type.module);
  if (listed === undefined) {
    return undefined;
  }
  // some modules of this build are older than it: they have the names of their time
  const version = listed.module.split(' v')[1]!;
  const name = spelling(type, version.startsWith('0.') ? version : '0.161.0');
  const carried = type.connects === undefined
    ? type.signals.map(String)
    : Object.entries(type.connects).flatMap(([from, to]) => to.map((signal) => `${from}-to-${signal}`));
  const supported = Object.entries(listed.stability ?? {}).filter(([, stability]) => stability !== 'Undefined').map(([signal]) => signal);
  return [
    ...listed.name === name ? [] : [{ check: 'name', message: `the collector calls it ${listed.name}, the catalogue ${name}` }],
    ...type.kind === ComponentKind.EXTENSION || sameSet(carried, supported)
      ? []
      : [{ check: 'signals', message: `the collector says ${supported.sort().join(', ')}, the catalogue ${[...carried].sort().join(', ')}` }],
  ];
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}
