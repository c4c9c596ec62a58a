/** What the library refuses, it refuses because the collector does: each guard is held against the collector's own words. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { assemble } from './assembling';
import { judgeTogether, MATRIX, observe } from './judging';
import { set, setName } from './option-set';
import { asSet, Refusal } from './refusal';
import * as REFUSALS from './refusals';
import { CustomProcessor, MemoryLimiterProcessor } from '../../lib/collector/components';
import { collectorDocument } from '../../lib/collector/configuration';
import { ProblemsError } from '../../lib/validation';
import { ApiServer } from '../api-server/api-server';
import { judge } from '../judges';
import { inNamesOfJudge } from '../judging/collector/components';
import { run, temporaryFolder } from '../judging/processes';
import { Finding, Verdict } from '../judging/verdict';

/** The example of verdicts on what must be refused. */
export const REFUSAL = 'refusals';

/** What a pod would know, for documents that are only read. */
const ENVIRONMENT = { POD_IP: '127.0.0.1', POD_NAME: 'matrix-0', NODE_NAME: 'node1', KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: '443' };

/** One verdict for each guard. */
export async function judgeRefusals(server: ApiServer): Promise<Verdict[]> {
  const folder = temporaryFolder('refusals');
  const files = Object.entries(REFUSALS).map(([name, refusals]) => ({ file: `conformance/matrix/refusals/${name.toLowerCase().replace('refused_', '')}.ts`, refusals }));
  const verdicts = files.flatMap(({ file, refusals }) => refusals.map(async (refusal, index): Promise<Verdict> => {
    const words = libraryWords(refusal);
    const verdict = { judge: MATRIX, example: REFUSAL, file, object: words ?? `a guard against ${refusal.written}` };
    if (words === undefined) {
      return { ...verdict, findings: [{ check: 'guard', message: 'the library no longer refuses it' }] };
    }
    const said = refusal.onlyAtStart || refusal.rules
      ? await lastWords(server, refusal, `${file.replace(/\W+/g, '-')}-${index}`)
      : await read(refusal, join(folder, `${file.replace(/\W+/g, '-')}-${index}.yaml`));
    return { ...verdict, findings: findingsOn(refusal, said) };
  }));
  return Promise.all([...verdicts, findCulprit(server)]);
}

/** One broken set among good ones must be found, and only it: or the matrix passes whatever it is given. */
async function findCulprit(server: ApiServer): Promise<Verdict> {
  const broken = set(new CustomProcessor({ type: 'memory_limiter', name: 'broken', config: { check_interval: '1s', limit_mbi: 100 } }));
  const sets = [set(new MemoryLimiterProcessor({ name: 'whole' })), broken];
  const verdicts = await judgeTogether(server, { name: 'culprit', file: 'conformance/matrix/refusing.ts', sets });
  const found = verdicts.filter(({ findings }) => findings.length > 0);
  const right = found.length === 1 && found[0]!.object === setName(broken) && found[0]!.findings.some(({ message }) => message.includes('invalid keys: limit_mbi'));
  return {
    judge: MATRIX,
    example: REFUSAL,
    file: 'conformance/matrix/refusing.ts',
    object: setName(broken),
    findings: right ? [] : [{ check: 'culprit', message: `it should have been found, and nothing else, but there was ${JSON.stringify(found)}` }],
  };
}

function libraryWords({ program }: Refusal): string | undefined {
  try {
    program();
    return undefined;
  } catch (error) {
    if (error instanceof ProblemsError) {
      const [problem] = error.problems;
      return `${problem!.path}: ${problem!.what}`;
    }
    throw error;
  }
}

function findingsOn({ says, written }: Refusal, said: string): Finding[] {
  return said.includes(says) ? [] : [{ check: 'refusal', message: `the collector should have said '${says}' to ${written}, but said ${said || 'nothing'}` }];
}

async function read(refusal: Refusal, file: string): Promise<string> {
  writeFileSync(file, inNamesOfJudge(stringify(collectorDocument(assemble([asSet(refusal)])))));
  const { code, stdout, stderr } = await run(judge('otelcol'), ['validate', '--config', file], { env: { ...process.env, ...ENVIRONMENT } });
  return code === 0 ? '' : `${stdout}${stderr}`.trim();
}

async function lastWords(server: ApiServer, refusal: Refusal, name: string): Promise<string> {
  const findings = await observe(server, { name, file: name, sets: [asSet(refusal)] });
  const stage = refusal.onlyAtStart ? 'start' : 'validate';
  return findings.filter(({ check }) => check === stage).map(({ message }) => message).join('\n');
}
