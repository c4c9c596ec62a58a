/** How many arguments a function takes, what is piped into it among them. */
export interface Arity {
  readonly least: number;
  readonly most: number;
}

const one = { least: 1, most: 1 };
const two = { least: 2, most: 2 };
const some = { least: 1, most: Infinity };
const any = { least: 0, most: Infinity };

function each(names: string, arity: Arity): [string, Arity][] {
  return names.split(' ').map((name): [string, Arity] => [name, arity]);
}

/**
 * Every function that a template of an alert may call: those of Go, and those of Prometheus.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/
 */
export const TEMPLATE_FUNCTIONS: ReadonlyMap<string, Arity> = new Map([
  ...each('and or call index slice printf', some),
  ...each('html js urlquery print println args', any),
  ...each('len not', one),
  ...each('ne lt le gt ge', two),
  ...each('eq', { least: 2, most: Infinity }),
  ...each('query first value strvalue', one),
  ...each('label sortByLabel match', two),
  ...each('reReplaceAll', { least: 3, most: 3 }),
  ...each('safeHtml title toUpper toLower graphLink tableLink stripPort stripDomain urlQueryEscape', one),
  ...each('humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp toTime toDuration parseDuration', one),
  ...each('now pathPrefix externalURL', { least: 0, most: 0 }),
]);
