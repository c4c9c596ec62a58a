import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Duration } from 'cdk8s';
import { DumpKind, dumpKind } from './dump-kind';
import { isServer, readServer, readServerText, seriesUrl, statusUrl } from './live-prometheus';
import { loadPolicy } from './load-policy';
import { DumpOption, readReportOptions, ReportFormat, ReportOptions } from './report-options';
import { CardinalityBounds, CardinalityPolicy, CardinalityReport, SeriesDump } from '../../policy';
import { bounds, report } from '../../policy/simulate/cardinality-simulator';
import { Inventory } from '../../policy/simulate/counting/inventory';
import { readsSeries } from '../../policy/simulate/series-dump';
import { formatProblem, Problem } from '../../validation';
import { refuse } from '../refuse';
import { ExitCode, Surroundings } from '../surroundings';

/** `report` is about what there is, `simulate` about what a policy leaves of it. */
export async function reportCommand(name: 'report' | 'simulate', args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const options = readReportOptions(args);
  if ((options.policy !== undefined) !== (name === 'simulate')) {
    refuse(name === 'simulate' ? 'simulate has no --policy' : 'report has a --policy', name === 'simulate' ? '--policy platform.ts, or report' : 'simulate');
  }
  const policy = options.policy === undefined ? undefined : await loadPolicy(options.policy, surroundings.directory);
  const made = await make(options, policy, surroundings);
  write(made.text, options, surroundings);
  made.problems.forEach((problem) => surroundings.complain(`${formatProblem(problem)}\n`));
  return made.problems.length > 0 ? ExitCode.BROKEN : ExitCode.FINE;
}

/** A report, and what it finds broken. */
interface Made {
  readonly text: string;
  readonly problems: readonly Problem[];
}

async function make(options: ReportOptions, policy: CardinalityPolicy | undefined, surroundings: Surroundings): Promise<Made> {
  const dumps = options.dumps.map((dump) => ({ ...dump, kind: kindOf(dump, options, surroundings) }));
  const status = dumps.find(({ kind }) => kind === 'status');
  if (status === undefined) {
    const inventory = new Inventory();
    for (const dump of dumps) {
      await readDump(dump, inventory, options, surroundings);
    }
    const { budget, scrapeInterval } = options;
    const counted = report(inventory, { policy, budget, scrapeInterval: Duration.millis(scrapeInterval) });
    return { text: render(counted, options.format), problems: counted.problems };
  }
  if (dumps.length > 1) {
    refuse(`${status.source} is a status, and there are other dumps`, 'the status alone: it counts series and does not show them, so nobody knows which are the same');
  }
  if (Object.keys(options.budget).length > 0) {
    refuse('there is a --budget, and a status', 'a dump of the series: a status gives spans, and no verdict on a budget');
  }
  const text = isServer(status.source)
    ? await readServerText(statusUrl(status.source), options, surroundings)
    : readFileSync(resolve(surroundings.directory, status.source), 'utf8');
  return { text: renderBounds(bounds(status.source, text, policy), options.format), problems: [] };
}

function kindOf({ source }: DumpOption, { status }: ReportOptions, { directory }: Surroundings): DumpKind {
  return isServer(source) ? (status ? 'status' : 'series') : dumpKind(resolve(directory, source));
}

interface KnownDump extends DumpOption {
  readonly kind: DumpKind;
}

async function readDump(dump: KnownDump, inventory: Inventory, options: ReportOptions, surroundings: Surroundings): Promise<void> {
  const { source, kind, target } = dump;
  const labels = target.labels ?? {};
  const path = resolve(surroundings.directory, source);
  if (kind === 'series' && (target.labels || target.honorLabels)) {
    refuse(`${source} has a --target`, 'no --target: its series have the labels of their targets already');
  }
  if (isServer(source)) {
    const url = seriesUrl(source, options, surroundings);
    await readServer(url, readsSeries(source, inventory), options, surroundings);
  } else if (kind === 'series') {
    SeriesDump.series(path)._read(inventory);
  } else {
    SeriesDump[kind === 'openMetrics' ? 'openMetrics' : 'exposition'](path, { ...target, job: labels.job, instance: labels.instance })._read(inventory);
  }
}

function render(counted: CardinalityReport, format: ReportFormat): string {
  return format === 'json' ? counted.toJson() : format === 'html' ? counted.toHtml() : counted.toText();
}

function renderBounds(spans: CardinalityBounds, format: ReportFormat): string {
  return format === 'json' ? spans.toJson() : format === 'text' ? spans.toText() : refuse('--format is html, and a status has no pictures', '--format text or json');
}

function write(text: string, { output }: ReportOptions, { directory, print }: Surroundings): void {
  if (output === undefined) {
    print(text);
    return;
  }
  try {
    writeFileSync(resolve(directory, output), text);
  } catch (error) {
    refuse(`--output ${output} cannot be written: ${(error as Error).message}`, 'the path of a file');
  }
}
