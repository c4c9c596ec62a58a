/** What an engine answers to a case of the relabel judge, and when two answers are the same. */
import { RelabelCase } from './relabel-cases';
import { toDocument } from '../../../lib/collector/components/expansion';
import { ScrapeTarget } from '../../../lib/collector/components/receivers/scrape-target';
import { LabelNames, Relabeling } from '../../../lib/policy';
import { ProblemsError } from '../../../lib/validation';

type Labels = Readonly<Record<string, string>>;

/** What an engine says. It refuses rules, finds labels of which there can be no target, drops, or leaves labels. */
export interface Answer {
  readonly refused?: string;
  readonly broken?: string;
  readonly dropped?: boolean;
  readonly labels?: Labels;
  readonly url?: string;
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
}

/** How a document is read: as it is, or as it would stand in a configuration of the collector. */
export interface Reading {
  readonly relabeling: (rules: unknown, names: LabelNames) => Relabeling;
  readonly target: (scrape: unknown, labels: Labels) => ScrapeTarget | undefined;
}

export const read: Reading = {
  relabeling: (document, names) => Relabeling.fromPrometheus(document, names),
  target: (document, labels) => ScrapeTarget.fromPrometheus(document, labels),
};

export const readAsCollector: Reading = {
  relabeling: (document, names) => Relabeling.fromCollector(toDocument(document), {}, names),
  target: (document, labels) => ScrapeTarget.fromCollector(toDocument(document), labels),
};

export function answerOf({ rules, scrape, labels, legacy }: RelabelCase, { relabeling, target }: Reading): Answer {
  try {
    if (scrape === undefined) {
      const left = relabeling(rules, legacy ? LabelNames.LEGACY : LabelNames.UTF8).apply(labels);
      return left === undefined ? { dropped: true } : { labels: left };
    }
    const found = target(scrape, labels);
    return found === undefined
      ? { dropped: true }
      : { labels: found.labels, url: found.url, intervalMs: found.interval.toMilliseconds(), timeoutMs: found.timeout.toMilliseconds() };
  } catch (error) {
    if (!(error instanceof ProblemsError)) {
      throw error;
    }
    const { what, why } = error.problems[0]!;
    return why.includes('leave the target out') ? { broken: what } : { refused: what };
  }
}

/**
 * Refusals whose words need not be the same.
 *
 * The YAML library of Go speaks of Go: `cannot unmarshal !!seq into string`, `field foo not found in type relabel.plain`. The library has words of
 * its own for keys and kinds of values, and must not have taken something else for the first mistake.
 */
const OF_YAML = /^yaml: /;

/** How the relabel engine speaks. */
const OF_RULES = new RegExp([
  'is not a valid label name$', 'error parsing regexp: ', 'unknown relabel action "', 'relabel action cannot be empty$', 'empty or null relabeling rule$',
  'requires non-zero modulus$', "requires 'target_label' value$", "is invalid '(?:target_label|replacement)' for", "'replacement' can not be set for", 'and no other fields$',
].join('|'));

/** Of rules every word has to be the same, of scrape configurations and targets whether they are refused. */
export function sameAnswer({ scrape }: RelabelCase, theirs: Answer, ours: Answer): boolean {
  return canonical(theirs) === canonical(ours) && (scrape !== undefined || theirs.refused === undefined || sameWords(theirs.refused, ours.refused ?? ''));
}

function sameWords(theirs: string, ours: string): boolean {
  return OF_YAML.test(theirs) ? !OF_RULES.test(ours) : ours.endsWith(`: ${theirs}`);
}

function canonical({ refused, broken, dropped, labels, ...rest }: Answer): string {
  const sorted = Object.entries(labels ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([refused !== undefined, broken !== undefined, dropped ?? false, labels !== undefined, sorted, Object.entries(rest).sort()]);
}
