/**
 * The board: what rendered manifests of anybody hold, beside what the examples of dist/ hold. Same judges, same settings, same waivers.
 * Usage: npm run compare -- [--peer FOLDER]... [--dist dist] [--examples production-stack,quickstart]; thanos/thanos is one chart of an example
 */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { collectorLines } from './board/collector-lines';
import { findingLines, residue } from './board/finding-lines';
import { podLines } from './board/pod-lines';
import { table } from './board/table';
import { thanosLines } from './board/thanos-lines';
import { Example, manifestsOf, readRendered } from './judging/documents';
import { CHECKOV, judgePolicies } from './judging/judge-checkov';
import { KUBE_SCORE, score } from './judging/kubernetes/judge-kube-score';
import { waiversFor } from './waivers';

interface Subject {
  readonly title: string;
  readonly example: Example;
}

interface Place {
  readonly title: string;
  readonly folder: string;
  /** the one chart that counts, if not all do */
  readonly chart?: string;
}

function subject({ title, folder, chart }: Place, index: number): Subject {
  if (!existsSync(folder)) {
    throw new Error(`${folder} is not there: name a folder of rendered manifests`);
  }
  // names of folders may repeat, and the judges keep what they find apart by the name
  const rendered = readRendered(folder, `${index}-${basename(folder)}`);
  const example = { ...rendered, files: rendered.files.filter(({ label }) => chart === undefined || label === `${chart}.k8s.yaml`) };
  if (manifestsOf(example).length === 0) {
    throw new Error(`${folder} holds no manifest${chart === undefined ? '' : ` of ${chart}`}: name a folder with .yaml files`);
  }
  return { title, example };
}

function subjects(): Subject[] {
  const { values } = parseArgs({
    options: {
      peer: { type: 'string', multiple: true, default: [] },
      dist: { type: 'string', default: 'dist' },
      examples: { type: 'string', default: 'production-stack,quickstart' },
    },
  });
  const ours = values.examples.split(',').map((example): Place => {
    const [name, chart] = example.split('/') as [string, string?];
    return { title: `${values.dist}/${example}`, folder: resolve(values.dist, name, 'kubernetes'), chart };
  });
  return [...values.peer.map((path): Place => ({ title: path, folder: resolve(path) })), ...ours].map(subject);
}

async function main(): Promise<void> {
  const compared = subjects();
  const examples = compared.map(({ example }) => example);
  // one folder at a time: checkov would excuse the pods of one by a NetworkPolicy of another that has the same labels
  const policed = await Promise.all(examples.map((example) => judgePolicies([example], [])));
  const verdicts = [...await score(examples), ...policed.flat()];
  const waivers = waiversFor([KUBE_SCORE, CHECKOV]);
  const of = ({ name }: Example) => verdicts.filter(({ example }) => example === name);
  const columns = compared.map(({ title, example }) => {
    const manifests = manifestsOf(example);
    return { name: title, lines: [...podLines(manifests), ...collectorLines(manifests), ...thanosLines(manifests), ...findingLines(of(example), waivers)] };
  });
  table(columns).forEach((line) => console.log(line));
  console.log('');
  compared.forEach(({ title, example }) => console.log(`left by the waivers in ${title}: ${residue(of(example), waivers).join(', ') || 'nothing'}`));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(130));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
