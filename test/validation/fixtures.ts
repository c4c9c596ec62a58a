import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { ObservabilityApp } from '../../lib/observability-app';
import { Finding, judgeAtSynth } from '../../lib/validation';

/** The finding about a bad value, whose text shows which value it was. */
export function aFinding(value: string): Finding {
  return { what: `value '${value}' is bad`, why: `${value} would happen`, fix: `value: 'not ${value}'` };
}

/** What the invariant of every `Judged` says: a value is bad when it begins with 'bad'. */
export const invariant = jest.fn(({ value }: { readonly value: string }): Finding[] => (value.startsWith('bad') ? [aFinding(value)] : []));

/** Something whose document is judged at synth, and may change before it. */
export class Judged extends Construct {
  public constructor(scope: Construct, id: string, public value = 'good') {
    super(scope, id);
    judgeAtSynth(this, () => ({ value: this.value }), invariant);
  }
}

/** A path that does not exist yet. */
export function newFolder(): string {
  return path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'validation-')), 'dist');
}

/** A chart with an object to write. */
export function aChart(app: App, id = 'observability'): Chart {
  const chart = new Chart(app, id);
  new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
  return chart;
}

/** The kinds of app in which our constructs work. */
export const APPS: [string, (outdir?: string) => App][] = [
  ['an ObservabilityApp', (outdir = newFolder()) => new ObservabilityApp({ outdir })],
  ['a plain cdk8s App', (outdir = newFolder()) => new App({ outdir })],
];

/** Every way in which a program, or its tests, can have a tree rendered. */
export const SYNTHESES: [string, (chart: Chart) => unknown][] = [
  ['app.synth()', (chart) => (App.of(chart) as App).synth()],
  ['app.synthYaml()', (chart) => (App.of(chart) as App).synthYaml()],
  ['Testing.synth(chart)', (chart) => Testing.synth(chart)],
  ['chart.toJson()', (chart) => chart.toJson()],
];

/** The text of the error that `act` throws. */
export function errorOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}
