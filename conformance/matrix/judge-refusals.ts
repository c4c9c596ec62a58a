/** What the library refuses, it refuses because the collector does: each guard is held against the collector's own words. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { assemble } from './assembling';
import { judgeTogether, MATRIX, observePod } from './judge-matrix';
import { set, setName } from './option-set';
import { MatrixPod, podFor, podWith } from './pod';
import { asSet, DocumentRefusal, Refusal } from './refusal';
import * as REFUSALS from './refusals';
import { CustomProcessor, MemoryLimiterProcessor } from '../../lib/collector/components';
import { CollectorDocument } from '../../lib/collector/configuration';
import { configurationFindings } from '../../lib/collector/invariants';
import { ApiServer } from '../api-server/api-server';
import { judge } from '../judges';
import { inNamesOfJudge } from '../judging/collector/components';
import { run, temporaryFolder } from '../judging/processes';
import { Verdict } from '../judging/verdict';
import { wordsOf } from '../judging/words-of-library';

/** The example of verdicts on what must be refused. */
export const REFUSAL = 'refusals';

/** What a pod would know, for documents that are only read. */
const ENVIRONMENT = { POD_IP: '127.0.0.1', POD_NAME: 'matrix-0', NODE_NAME: 'node1', KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: '443' };

/** What both are asked: a program of the library, and the document that it must not write. */
interface Question {
  readonly file: string;
  readonly written: string;
  /** what the library says; undefined when it sees nothing wrong */
  readonly words?: string;
  readonly says: string;
  readonly onlyAtStart: boolean;
  readonly pod: (name: string) => MatrixPod;
  /** whether the API server has to be there before the mistake is seen */
  readonly inCluster: boolean;
}

/** One verdict for each guard and each invariant. */
export async function judgeRefusals(server: ApiServer): Promise<Verdict[]> {
  const folder = temporaryFolder('refusals');
  const { REFUSED_DOCUMENTS, ...components } = REFUSALS;
  const file = (name: string) => `conformance/matrix/refusals/${name.toLowerCase().replace('refused_', '')}.ts`;
  const questions = [
    ...Object.entries(components).flatMap(([name, refusals]) => refusals.map((refusal) => aboutComponent(file(name), refusal))),
    ...REFUSED_DOCUMENTS.map((refusal) => aboutDocument(file('documents'), refusal)),
  ];
  return Promise.all([...questions.map((question, index) => ask(server, question, folder, `refused-${index}`)), findCulprit(server)]);
}

function aboutComponent(file: string, refusal: Refusal): Question {
  const { written, says, onlyAtStart = false, rules } = refusal;
  const pod = (name: string) => podFor(name, assemble([asSet(refusal)]), 'collector');
  return { file, written, words: wordsOf(refusal.program), says, onlyAtStart, pod, inCluster: rules !== undefined };
}

function aboutDocument(file: string, { document, finds, says, onlyAtStart = false }: DocumentRefusal): Question {
  const words = configurationFindings(parse(document) as CollectorDocument).map(({ what }) => what).join('; ');
  return { file, written: document.trim(), ...words === finds ? { words } : {}, says, onlyAtStart, pod: (name) => podWith(name, document), inCluster: false };
}

async function ask(server: ApiServer, question: Question, folder: string, name: string): Promise<Verdict> {
  const verdict = { judge: MATRIX, example: REFUSAL, file: question.file, object: question.words ?? question.written };
  if (question.words === undefined) {
    return { ...verdict, findings: [{ check: 'guard', message: 'the library has nothing, or something else, to say about it' }] };
  }
  const said = question.onlyAtStart || question.inCluster ? await lastWords(server, question, name) : await read(question, join(folder, `${name}.yaml`), name);
  return {
    ...verdict,
    findings: said.includes(question.says) ? [] : [{ check: 'refusal', message: `the collector should have said '${question.says}' but said ${said || 'nothing'}` }],
  };
}

async function read({ pod }: Question, file: string, name: string): Promise<string> {
  writeFileSync(file, inNamesOfJudge(pod(name).configMap.data?.['collector.yaml'] ?? ''));
  const { code, stdout, stderr } = await run(judge('otelcol'), ['validate', '--config', file], { env: { ...process.env, ...ENVIRONMENT } });
  return code === 0 ? '' : `${stdout}${stderr}`.trim();
}

async function lastWords(server: ApiServer, { pod, onlyAtStart, file }: Question, name: string): Promise<string> {
  const findings = await observePod(server, file, pod(name));
  return findings.filter(({ check }) => check === (onlyAtStart ? 'start' : 'validate')).map(({ message }) => message).join('\n');
}

/** One broken set among good ones must be found, and only it: or the matrix passes whatever it is given. */
async function findCulprit(server: ApiServer): Promise<Verdict> {
  const broken = set(new CustomProcessor({ type: 'memory_limiter', name: 'broken', config: { check_interval: '1s', limit_mbi: 100 } }));
  const sets = [set(new MemoryLimiterProcessor({ name: 'whole' })), broken];
  const verdicts = await judgeTogether(server, { name: 'culprit', file: 'conformance/matrix/judge-refusals.ts', sets });
  const found = verdicts.filter(({ findings }) => findings.length > 0);
  const right = found.length === 1 && found[0]!.object === setName(broken) && found[0]!.findings.some(({ message }) => message.includes('invalid keys: limit_mbi'));
  return {
    judge: MATRIX,
    example: REFUSAL,
    file: 'conformance/matrix/judge-refusals.ts',
    object: setName(broken),
    findings: right ? [] : [{ check: 'culprit', message: `it should have been found, and nothing else, but there was ${JSON.stringify(found)}` }],
  };
}
