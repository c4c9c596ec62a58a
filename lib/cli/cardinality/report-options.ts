import { parseArgs } from 'node:util';
import { DumpTarget } from '../../policy';
import { parsePrometheusDuration } from '../../policy/relabel/prometheus-duration';
import { refuse } from '../refuse';

/** Where series come from, and of which target. */
export interface DumpOption {
  readonly source: string;
  readonly target: DumpTarget;
}

const FORMATS = ['text', 'json', 'html'] as const;
const BUDGETS = ['series', 'seriesPerJob', 'seriesPerTarget'] as const;

export type ReportFormat = typeof FORMATS[number];

/** What the arguments of a command say. */
export interface ReportOptions {
  readonly dumps: readonly DumpOption[];
  readonly policy?: string;
  readonly budget: { readonly [name in typeof BUDGETS[number]]?: number };
  /** In milliseconds. */
  readonly scrapeInterval: number;
  readonly format: ReportFormat;
  readonly output?: string;
  readonly start?: string;
  readonly end?: string;
  readonly match: string;
  readonly status: boolean;
  readonly tokenFile?: string;
  readonly tokenEnv?: string;
}

const OPTIONS = {
  'dump': { type: 'string', multiple: true },
  'target': { type: 'string', multiple: true },
  'honor-labels': { type: 'boolean', multiple: true },
  'policy': { type: 'string' },
  'budget': { type: 'string', multiple: true },
  'scrape-interval': { type: 'string', default: '1m' },
  'format': { type: 'string', default: 'text' },
  'output': { type: 'string' },
  'start': { type: 'string' },
  'end': { type: 'string' },
  'match': { type: 'string', default: '{__name__=~".+"}' },
  'status': { type: 'boolean', default: false },
  'token-file': { type: 'string' },
  'token-env': { type: 'string' },
} as const;

/** Reads arguments; what is not understood fails, rather than being left out. */
export function readReportOptions(args: readonly string[]): ReportOptions {
  const { values, tokens } = parse(args);
  const dumps = readDumps(tokens);
  if (dumps.length === 0) {
    refuse('there is no --dump', '--dump metrics.txt, or --dump http://localhost:9090');
  }
  if (values['token-file'] !== undefined && values['token-env'] !== undefined) {
    refuse('there is a token by --token-file and one by --token-env', 'leave --token-file out, or --token-env');
  }
  return {
    dumps,
    policy: values.policy,
    budget: readBudget(values.budget ?? []),
    scrapeInterval: parsePrometheusDuration(values['scrape-interval']) || refuse(`--scrape-interval is '${values['scrape-interval']}'`, '--scrape-interval 30s'),
    format: FORMATS.find((format) => format === values.format) ?? refuse(`--format is '${values.format}'`, `one of ${FORMATS.join(', ')}`),
    output: values.output,
    start: values.start,
    end: values.end,
    match: values.match,
    status: values.status,
    tokenFile: values['token-file'],
    tokenEnv: values['token-env'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, tokens: true });
  } catch (error) {
    return refuse((error as Error).message, 'cdk8s-observability --help');
  }
}

type Tokens = ReturnType<typeof parse>['tokens'];

/** Each target is that of the dump before it. */
function readDumps(tokens: Tokens): DumpOption[] {
  const dumps: DumpOption[] = [];
  for (const token of tokens) {
    if (token.kind === 'option' && token.name === 'dump') {
      dumps.push({ source: token.value!, target: {} });
    } else if (token.kind === 'option' && (token.name === 'target' || token.name === 'honor-labels')) {
      const given = `--${token.name}${token.value === undefined ? '' : ` ${token.value}`}`;
      const last = dumps.pop() ?? refuse(`${given} stands before every --dump`, `--dump metrics.txt ${given}`);
      dumps.push({ ...last, target: { ...last.target, ...token.name === 'target' ? { labels: readLabels(token.value!) } : { honorLabels: true } } });
    }
  }
  return dumps;
}

function readLabels(text: string): { [name: string]: string } {
  return Object.fromEntries(text.split(',').map((part) => {
    const equals = part.indexOf('=');
    return equals > 0 ? [part.slice(0, equals), part.slice(equals + 1)] : refuse(`--target has '${part}'`, '--target job=node,instance=n1:9100');
  }));
}

function readBudget(texts: readonly string[]): ReportOptions['budget'] {
  return Object.fromEntries(texts.map((text) => {
    const [name, number, ...more] = text.split('=');
    const budget = BUDGETS.find((one) => one === name);
    return budget !== undefined && /^[1-9]\d*$/.test(number ?? '') && more.length === 0
      ? [budget, Number(number)]
      : refuse(`--budget is '${text}'`, `--budget series=500000, or ${BUDGETS.slice(1).join(', ')}`);
  }));
}
