import * as fs from 'fs';
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { aChart, aFinding, APPS, errorOf, invariant, Judged, newFolder, SYNTHESES } from './fixtures';
import { fail, failOnProblems, formatProblem, judgeAtSynth, Problem, problemsOf, ProblemsError } from '../../lib/validation';

function errorText(...problems: Problem[]): string {
  return new ProblemsError(problems).message;
}

function badAt(path: string, value = 'bad'): Problem {
  return { path, ...aFinding(value) };
}

describe.each(APPS)('in %s', (_, newApp) => {
  describe.each(SYNTHESES)('%s', (__, synthesize) => {
    test('fails with our own text and nothing around it', () => {
      const chart = aChart(newApp());
      new Judged(chart, 'gateway', 'bad');

      expect(errorOf(() => synthesize(chart))).toBe(
        'Observability problems (1), nothing was written:\n\n'
        + "observability/gateway: value 'bad' is bad\n  why: bad would happen\n  fix: value: 'not bad'\n",
      );
    });

    test('fails once with all problems of the tree, also of the charts that nobody asked for', () => {
      const app = newApp();
      const charts = ['one', 'two', 'three'].map((id) => aChart(app, id));
      charts.forEach((chart) => new Judged(new Construct(chart, 'platform'), 'gateway', 'bad'));

      expect(errorOf(() => synthesize(charts[1]))).toBe(errorText(
        badAt('one/platform/gateway'), badAt('two/platform/gateway'), badAt('three/platform/gateway'),
      ));
    });

    test('passes when there is no problem', () => {
      const chart = aChart(newApp());
      new Judged(chart, 'gateway', 'good');

      expect(errorOf(() => synthesize(chart))).toBe('no error');
    });
  });

  test('lists problems in the order of the program, not of the tree', () => {
    const app = newApp();
    const [first, second] = [aChart(app, 'first'), aChart(app, 'second')];
    new Judged(second, 'a', 'bad');
    new Judged(first, 'b', 'bad');
    new Judged(second, 'c', 'bad');

    expect(errorOf(() => app.synth())).toBe(errorText(badAt('second/a'), badAt('first/b'), badAt('second/c')));
  });

  test('lists every finding of one construct, in the order of its invariants', () => {
    const app = newApp();
    const chart = aChart(app);
    judgeAtSynth(chart, () => ['worst', 'worse'], (values) => values.map(aFinding));
    judgeAtSynth(chart, () => ['bad'], (values) => values.map(aFinding));

    expect(errorOf(() => app.synth())).toBe(errorText(badAt('observability', 'worst'), badAt('observability', 'worse'), badAt('observability')));
  });

  test('fails in the same words every time', () => {
    const app = newApp();
    new Judged(aChart(app, 'one'), 'gateway', 'bad');
    new Judged(aChart(app, 'two'), 'gateway', 'bad');

    expect(errorOf(() => app.synth())).toBe(errorOf(() => app.synth()));
    expect(errorOf(() => app.synthYaml())).toBe(errorOf(() => app.synth()));
  });

  test('judges each document once, however many charts ask', () => {
    const app = newApp();
    for (let chart = 0; chart < 20; chart++) {
      const scope = aChart(app, `chart-${chart}`);
      for (let source = 0; source < 20; source++) {
        new Judged(scope, `source-${source}`, `good ${chart}/${source}`);
      }
    }
    app.synth();

    expect(invariant).toHaveBeenCalledTimes(400);
    expect(new Set(invariant.mock.calls.map(([{ value }]) => value)).size).toBe(400);
  });

  test('counts a document that cannot be made among the problems', () => {
    const app = newApp();
    const chart = aChart(app);
    judgeAtSynth(chart, () => fail('VersionCatalog', aFinding('image')), () => []);
    new Judged(chart, 'gateway', 'bad');

    expect(errorOf(() => app.synth())).toBe(errorText(badAt('VersionCatalog', 'image'), badAt('observability/gateway')));
  });

  test('does not take an error of the program for a problem', () => {
    const app = newApp();
    judgeAtSynth(aChart(app), () => {
      throw new TypeError('no such thing');
    }, () => []);

    expect(() => app.synth()).toThrow(TypeError);
  });

  test('makes each document as often as if it were the only one', () => {
    const timesMade = (sources: number) => {
      const documents = jest.fn(() => ({}));
      const app = newApp();
      const chart = aChart(app);
      for (let source = 0; source < sources; source++) {
        judgeAtSynth(new Construct(chart, `source-${source}`), documents, () => []);
      }
      app.synth();
      return documents.mock.calls.length / sources;
    };

    expect(timesMade(20)).toBe(timesMade(1));
  });

  test('judges only what has changed between two synths', () => {
    const app = newApp();
    const chart = aChart(app);
    const [changed] = ['changed', 'same'].map((id) => new Judged(chart, id, `good ${id}`));
    app.synth();
    app.synth();
    expect(invariant).toHaveBeenCalledTimes(2);

    changed.value = 'bad later';
    expect(errorOf(() => app.synth())).toBe(errorText(badAt('observability/changed', 'bad later')));
    expect(errorOf(() => app.synth())).toBe(errorText(badAt('observability/changed', 'bad later')));
    expect(invariant.mock.calls.slice(2)).toEqual([[{ value: 'bad later' }]]);

    changed.value = 'good again';
    expect(errorOf(() => app.synth())).toBe('no error');
  });

  test('notices a change within a document that stays the same object', () => {
    const app = newApp();
    const document = { queues: [{ size: 1 }] };
    judgeAtSynth(aChart(app), () => document, ({ queues }) => (queues[0].size > 1 ? [aFinding('bad')] : []));
    app.synth();
    document.queues[0].size = 2;

    expect(errorOf(() => app.synth())).toBe(errorText(badAt('observability')));
  });

  test('judges what was added after an earlier synth', () => {
    const app = newApp();
    const chart = aChart(app);
    new Judged(chart, 'early');
    app.synth();
    new Judged(chart, 'late', 'bad');

    expect(errorOf(() => app.synth())).toBe(errorText(badAt('observability/late')));
  });

  test('does not judge what was removed, nor what is below it', () => {
    const app = newApp();
    const chart = aChart(app);
    new Judged(chart, 'removed', 'bad');
    const parent = new Construct(chart, 'parent');
    new Judged(new Construct(parent, 'between'), 'deep', 'bad');
    new Judged(aChart(app, 'chart'), 'gateway', 'bad');
    app.node.tryRemoveChild('chart');
    chart.node.tryRemoveChild('removed');
    chart.node.tryRemoveChild('parent');

    expect(errorOf(() => app.synth())).toBe('no error');
    expect(invariant).not.toHaveBeenCalled();
  });

  test('still judges the others when the first of them was removed', () => {
    const app = newApp();
    const chart = aChart(app);
    new Judged(chart, 'first', 'bad');
    new Judged(chart, 'second', 'bad');
    chart.node.tryRemoveChild('first');

    expect(errorOf(() => app.synth())).toBe(errorText(badAt('observability/second')));
  });

  test('judges the new one of two that had the same place', () => {
    const app = newApp();
    const chart = aChart(app);
    new Judged(chart, 'gateway', 'bad old');
    chart.node.tryRemoveChild('gateway');
    new Judged(chart, 'gateway', 'bad new');

    expect(errorOf(() => app.synth())).toBe(errorText(badAt('observability/gateway', 'bad new')));
  });

  test('knows nothing of the trees of other apps', () => {
    const app = newApp();
    new Judged(aChart(app), 'gateway', 'bad');
    const other = newApp();
    new Judged(aChart(other), 'gateway', 'good');

    expect(errorOf(() => other.synth())).toBe('no error');
    expect(errorOf(() => app.synth())).toBe(errorText(badAt('observability/gateway')));
  });

  test('leaves the problems of other libraries to cdk8s', () => {
    const app = newApp();
    const chart = aChart(app);
    new Judged(chart, 'ours', 'good');
    chart.node.addValidation({ validate: () => ['theirs'] });

    expect(errorOf(() => app.synth())).toBe('Validation failed with the following errors:\n  [observability] theirs');
  });

  test('fails with our problems first when there are those of other libraries too', () => {
    const app = newApp();
    const chart = aChart(app);
    chart.node.addValidation({ validate: () => ['theirs'] });
    new Judged(chart, 'ours', 'bad');

    expect(errorOf(() => app.synth())).toBe(errorText(badAt('observability/ours')));
  });
});

describe('nothing is written when there is a problem', () => {
  function synthWithProblem(newApp: (outdir: string) => App): string {
    const outdir = newFolder();
    const app = newApp(outdir);
    aChart(app, 'one');
    new Judged(aChart(app, 'two'), 'gateway', 'bad');
    expect(() => app.synth()).toThrow(ProblemsError);
    return outdir;
  }

  test('by an ObservabilityApp: not even the folder', () => {
    expect(fs.existsSync(synthWithProblem(APPS[0][1]))).toBe(false);
  });

  test('by a plain cdk8s App, which makes its folder before it asks anybody', () => {
    expect(fs.readdirSync(synthWithProblem(APPS[1][1]))).toEqual([]);
  });

  test('and what an earlier synth wrote stays as it was', () => {
    const outdir = newFolder();
    const app = APPS[0][1](outdir);
    const chart = aChart(app);
    const gateway = new Judged(chart, 'gateway', 'good');
    app.synth();
    const before = fs.readFileSync(`${outdir}/kubernetes/observability.k8s.yaml`, 'utf8');
    gateway.value = 'bad';
    chart.node.tryRemoveChild('settings');

    expect(() => app.synth()).toThrow(ProblemsError);
    expect(fs.readFileSync(`${outdir}/kubernetes/observability.k8s.yaml`, 'utf8')).toBe(before);
  });
});

describe('the problems of a tree', () => {
  test('are values', () => {
    const app = new App();
    new Judged(aChart(app), 'gateway', 'bad');

    expect(problemsOf(app)).toEqual([badAt('observability/gateway')]);
  });

  test('are none when nothing asked to be judged', () => {
    const app = new App();
    new Chart(app, 'observability');

    expect(problemsOf(app)).toEqual([]);
    expect(() => failOnProblems(app)).not.toThrow();
  });

  test('come from constructs without a document too', () => {
    const app = new App();
    judgeAtSynth(aChart(app), () => undefined, () => [aFinding('bad')]);

    expect(problemsOf(app)).toEqual([badAt('observability')]);
  });

  test('are thrown as one error', () => {
    const app = new App();
    new Judged(aChart(app), 'gateway', 'bad');

    expect(() => failOnProblems(app)).toThrow(formatProblem(badAt('observability/gateway')));
  });
});
