/**
 * What the library costs its users, as ratios measured in one run: loading it and one synth of a compiled example beside its peers, relabelling
 * beside Prometheus, a simulation of millions of series beside only reading them, a sampler and an agent beside the configurations of tutorials, and
 * an agent with a policy on logs beside one without.
 * Usage: npm run bench -- [--runs 9] [--only processes,relabel,simulation,sampling,logs] [--example .build/examples/gateway.js]
 */
import { parseArgs } from 'node:util';
import { compareLogVolume } from './bench/log-volume';
import { compareProcesses } from './bench/processes';
import { compareRelabelling } from './bench/relabelling';
import { compareSampling } from './bench/sampling';
import { compareSimulations } from './bench/simulation';

const SUBJECTS = ['processes', 'relabel', 'simulation', 'sampling', 'logs'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '9' },
      only: { type: 'string', default: SUBJECTS.join(',') },
      example: { type: 'string', default: '.build/examples/gateway.js' },
    },
  });
  const [only, runs] = [values.only.split(','), Number(values.runs)];
  const unknown = only.filter((subject) => !SUBJECTS.includes(subject));
  if (unknown.length > 0) {
    throw new Error(`nothing to measure is called ${unknown.join(', ')}: there are ${SUBJECTS.join(', ')}`);
  }
  if (only.includes('processes')) {
    compareProcesses(values.example, runs);
  }
  if (only.includes('relabel')) {
    await compareRelabelling(runs);
  }
  if (only.includes('simulation')) {
    compareSimulations();
  }
  if (only.includes('sampling')) {
    await compareSampling();
  }
  if (only.includes('logs')) {
    await compareLogVolume();
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(130));
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
