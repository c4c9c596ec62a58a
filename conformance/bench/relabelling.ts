/** The relabel engine of the library beside that of Prometheus: the same rules, the same series. */
import { POLICY, realisticSeries, Series, uniqueSeries } from './series';
import { median, ratio, row } from './table';
import { Relabeling } from '../../lib/policy';
import { buildProgram, whatIsMissing } from '../judging/go-program';
import { run } from '../judging/processes';
import { RELABEL_ENGINE, yaml } from '../judging/relabel/relabel-engine';

const COUNT = 100_000;

/** What one pass over all series has taken, and how many have stayed. */
interface Pass {
  readonly nanoseconds: number;
  readonly kept: number;
}

export async function compareRelabelling(runs: number): Promise<void> {
  const missing = await whatIsMissing(RELABEL_ENGINE);
  if (missing !== undefined) {
    console.log(`relabel: not compared, ${missing}`);
    return;
  }
  const engine = await buildProgram(RELABEL_ENGINE);
  await compare(engine, 'values that come again', realisticSeries(COUNT), runs);
  await compare(engine, 'no value comes again', uniqueSeries(COUNT), runs);
}

/** Ours and the peer take turns, so that what else the machine does falls on both. */
async function compare(engine: string, title: string, series: readonly Series[], runs: number): Promise<void> {
  const text = JSON.stringify(series);
  const rules = Relabeling.fromPrometheus(POLICY);
  const passes: (readonly [ours: Pass, theirs: Pass])[] = [];
  for (let pass = 0; pass < runs; pass += 1) {
    // parsed anew, as a scrape is: nothing of a text is known from the pass before
    passes.push([apply(rules, JSON.parse(text) as Series[]), await askGo(engine, text)]);
  }
  if (passes.some(([ours, theirs]) => ours.kept !== theirs.kept)) {
    throw new Error(`relabel, ${title}: the engines keep ${passes[0]![0].kept} and ${passes[0]![1].kept} of ${series.length} series`);
  }
  const [us, them] = ([0, 1] as const).map((index) => COUNT / median(passes.map((pair) => pair[index].nanoseconds)) * 1e9) as [number, number];
  console.log(`relabel ${COUNT} series by ${POLICY.length} rules, ${title} (median of ${runs}: series in a second)`);
  console.log(row('cdk8s-observability', us.toFixed(0)));
  console.log(row('Prometheus', them.toFixed(0)));
  console.log(row('ratio', ratio(us, them)));
}

function apply(rules: Relabeling, series: readonly Series[]): Pass {
  const start = process.hrtime.bigint();
  const kept = series.filter((labels) => rules.apply(labels) !== undefined).length;
  return { nanoseconds: Number(process.hrtime.bigint() - start), kept };
}

async function askGo(engine: string, series: string): Promise<Pass> {
  const { code, stdout, stderr } = await run(engine, ['bench'], { input: `{"rules":${JSON.stringify(yaml(POLICY))},"rounds":1,"series":${series}}` });
  if (code !== 0) {
    throw new Error(`the relabel engine of Prometheus failed: ${stderr}`);
  }
  const { nanoseconds, kept } = JSON.parse(stdout) as { readonly nanoseconds: readonly [number]; readonly kept: number };
  return { nanoseconds: nanoseconds[0], kept };
}
