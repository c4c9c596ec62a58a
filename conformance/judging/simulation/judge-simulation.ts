/** The simulator against a real Prometheus that scrapes the same pages with the rules of the same policies: the same series, the same losses. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realPages } from './real-pages';
import { ScrapeCase, scrapeCases } from './scrape-cases';
import { instanceOf, scrapeAll, Scraped, targetLabels } from './scraping-prometheus';
import { CardinalityReport, CardinalitySimulator, SeriesDump } from '../../../lib/policy';
import { ProblemsError } from '../../../lib/validation';
import { ApiServer } from '../../api-server/api-server';
import { temporaryFolder } from '../processes';
import { Finding, Verdict } from '../verdict';

export const SIMULATION = 'prometheus simulation';

export async function judgeSimulation(server: ApiServer): Promise<Verdict[]> {
  return judgeScrapes(scrapeCases(await realPages(server)));
}

/** One verdict for each page and policy, and two on the judge itself. */
export async function judgeScrapes(cases: readonly ScrapeCase[]): Promise<Verdict[]> {
  const scraped = await scrapeAll(cases);
  const folder = temporaryFolder('pages');
  const simulated = cases.map((each, index) => simulate(each, index, folder));
  const verdicts = cases.map((each, index) => verdictOn(each.name, differences(each, scraped[index]!, simulated[index]!)));
  return [
    ...verdicts,
    verdictOn('answers about other pages', unnoticed(cases, scraped, simulated)),
    verdictOn('answers about altered pages', unnoticedAlterations(cases, scraped, folder)),
  ];
}

function verdictOn(object: string, findings: readonly Finding[]): Verdict {
  return { judge: SIMULATION, example: 'lib', file: 'policy/simulate', object, findings };
}

/** The report, or why there is none. */
type Simulated = CardinalityReport | ProblemsError;

function simulate(each: ScrapeCase, index: number, folder: string): Simulated {
  const path = join(folder, `${index}.txt`);
  writeFileSync(path, each.page);
  const dumps = Array.from({ length: each.targets }, (_, target) => {
    const labels = targetLabels(each, index, instanceOf(index, target));
    return SeriesDump[each.format === 'text' ? 'exposition' : 'openMetrics'](path, { ...each.target, job: labels.job, instance: labels.instance, labels });
  });
  try {
    return CardinalitySimulator.simulate({ policy: each.policy, dumps });
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error;
    }
    throw error;
  }
}

function differences({ broken, distinct }: ScrapeCase, { up, byMetric, samples }: Scraped, simulated: Simulated): Finding[] {
  const finding = (check: string, message: string): Finding[] => [{ check, message }];
  const isRefused = simulated instanceof ProblemsError;
  if (isRefused || !up) {
    return isRefused !== up && broken !== up ? [] : finding('refused', `Prometheus ${up ? 'takes' : 'refuses'} the page, the simulator ${isRefused ? `says ${simulated.message}` : 'takes it'}`);
  }
  const ours = new Map(simulated.metrics.filter(({ after }) => after > 0).map(({ metric, after }) => [metric, after]));
  const differing = [...new Set([...ours.keys(), ...byMetric.keys()])].filter((metric) => ours.get(metric) !== byMetric.get(metric));
  const series = [...byMetric.values()].reduce((sum, count) => sum + count, 0);
  return [
    ...broken ? finding('refused', 'both take a page that is meant to be broken') : [],
    ...differing.length === 0 ? [] : finding('series', differing.slice(0, 3).map((metric) => `${metric}: ${byMetric.get(metric) ?? 0} in Prometheus, ${ours.get(metric) ?? 0} simulated`).join('; ')),
    ...!distinct || samples - series === simulated.lostByMerging ? [] : finding('collisions', `${samples - series} samples are lost in Prometheus, ${simulated.lostByMerging} simulated`),
  ];
}

/** A judge that takes the answer about the page of one program for that about the page of another one does not look. */
function unnoticed(cases: readonly ScrapeCase[], scraped: readonly Scraped[], simulated: readonly Simulated[]): Finding[] {
  return cases.flatMap((each, index) => {
    const other = each.distinct ? cases.findIndex(({ distinct, page, policy }) => distinct && page !== each.page && policy === each.policy) : -1;
    return other < 0 || differences(each, scraped[index]!, simulated[other]!).length > 0 ? [] : [{ check: 'other page', message: `${each.name} and ${cases[other]!.name} are taken for the same` }];
  });
}

/** A judge that does not miss one series of a page does not look: the last line is taken from what is simulated. */
function unnoticedAlterations(cases: readonly ScrapeCase[], scraped: readonly Scraped[], folder: string): Finding[] {
  return cases.flatMap((each, index) => {
    if (!each.distinct || each.policy !== undefined) {
      return [];
    }
    const altered = { ...each, page: each.page.trimEnd().replace(/\n.*$/, '\n') };
    return differences(each, scraped[index]!, simulate(altered, index, folder)).length > 0 ? [] : [{ check: 'altered page', message: `${each.name} and itself without its last line are taken for the same` }];
  });
}
