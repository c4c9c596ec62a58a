import { at, fail, failOnFindings, formatProblem, Problem, ProblemsError } from '../../lib/validation';

const NUM_TRACES: Problem = {
  path: 'platform/tail-sampler',
  what: 'num_traces 50000 cannot hold 4000 traces/s x 30 s = 120000 traces',
  why: 'traces would be dropped before their decision (otelcol_processor_tail_sampling_sampling_trace_dropped_too_early)',
  fix: 'set expectedTracesPerSecond lower, decisionWait to at most 8 s, or replicas to at least 5',
};

const VOLUME: Problem = {
  path: 'platform/gateway',
  what: 'queues need 14.5 GiB but the queue volume has 10 GiB',
  why: 'a full volume refuses new data while the backend is down',
  fix: 'queueVolume: Size.gibibytes(16)',
};

describe('the text of a problem', () => {
  test('says where and what, then why, then the fix', () => {
    expect(formatProblem(NUM_TRACES)).toBe(
      'platform/tail-sampler: num_traces 50000 cannot hold 4000 traces/s x 30 s = 120000 traces\n'
      + '  why: traces would be dropped before their decision (otelcol_processor_tail_sampling_sampling_trace_dropped_too_early)\n'
      + '  fix: set expectedTracesPerSecond lower, decisionWait to at most 8 s, or replicas to at least 5',
    );
  });
});

test('what is wrong with an app itself has no path, and no colon before it', () => {
  expect(formatProblem({ ...VOLUME, path: '' })).toMatch(/^queues need /);
});

describe('the error of a program', () => {
  test('with one problem says so, and that nothing was written', () => {
    expect(new ProblemsError([VOLUME]).message).toBe(
      'Observability problems (1), nothing was written:\n'
      + '\n'
      + 'platform/gateway: queues need 14.5 GiB but the queue volume has 10 GiB\n'
      + '  why: a full volume refuses new data while the backend is down\n'
      + '  fix: queueVolume: Size.gibibytes(16)\n',
    );
  });

  test('with many problems counts them and parts them by an empty line', () => {
    expect(new ProblemsError([NUM_TRACES, VOLUME]).message).toBe(
      'Observability problems (2), nothing was written:\n'
      + '\n'
      + `${formatProblem(NUM_TRACES)}\n`
      + '\n'
      + `${formatProblem(VOLUME)}\n`,
    );
  });

  test('carries the problems as values, in the order in which they were found', () => {
    const error = new ProblemsError([VOLUME, NUM_TRACES]);

    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('ProblemsError');
    expect(error.problems).toEqual([VOLUME, NUM_TRACES]);
  });
});

describe('findings', () => {
  test('become problems at a place', () => {
    const { path, ...finding } = VOLUME;

    expect(at(path, [finding])).toEqual([VOLUME]);
  });

  test('that are none become no problems', () => {
    expect(at('platform/gateway', [])).toEqual([]);
  });
});

describe('a local mistake', () => {
  test('fails at once, with the same text', () => {
    const { path, ...finding } = VOLUME;

    expect(() => fail(path, finding)).toThrow(new ProblemsError([VOLUME]));
  });

  test('is several, or none', () => {
    const { path, ...finding } = VOLUME;

    expect(() => failOnFindings(path, [finding, finding])).toThrow(new ProblemsError([VOLUME, VOLUME]));
    expect(() => failOnFindings(path, [])).not.toThrow();
  });
});
