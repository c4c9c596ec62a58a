/** The real collector reads every option of every component, and lives with it as its pod would. */
import { stringify } from 'yaml';
import { assemble } from './assembling';
import { OptionSet, setName } from './option-set';
import { MatrixPod, podFor } from './pod';
import * as SETS from './sets';
import { collectorDocument } from '../../lib/collector/configuration';
import { ApiServer } from '../api-server/api-server';
import { componentsNotInJudge, settingsNotInJudge } from '../judging/collector/components';
import { runCollectors } from '../judging/collector/judge-otelcol';
import { Manifest } from '../judging/kubernetes-types';
import { Finding, Verdict } from '../judging/verdict';

export const MATRIX = 'components matrix';

/** Sets that are judged in one configuration, under one name. */
export interface Batch {
  readonly name: string;
  readonly file: string;
  readonly sets: readonly OptionSet[];
}

/** One verdict for each set. */
export async function judgeMatrix(server: ApiServer): Promise<Verdict[]> {
  const files = Object.entries(SETS).map(([name, sets]): Batch => {
    const file = name.toLowerCase().replace(/_/g, '-');
    return { name: file, file: `conformance/matrix/sets/${file}.ts`, sets };
  });
  return (await Promise.all(files.map((batch) => judgeFile(server, batch)))).flat();
}

async function judgeFile(server: ApiServer, batch: Batch): Promise<Verdict[]> {
  const missing = new Map(batch.sets.map((one) => [one, lacking(documentOf([one]))]));
  const known = batch.sets.filter((one) => missing.get(one)!.length === 0);
  const excused = known.filter(({ excuse }) => excuse !== undefined);
  const together = known.filter((one) => !excused.includes(one) && !one.alone);
  const apart = known.filter((one) => !excused.includes(one) && one.alone);
  return [
    ...batch.sets.filter((one) => !known.includes(one))
      .map((one) => verdictOn(batch, one, [], `this build of the collector lacks ${missing.get(one)!.join(', ')}`)),
    ...(await Promise.all([
      judgeTogether(server, { ...batch, sets: together.filter(({ readOnly }) => readOnly === undefined) }),
      judgeTogether(server, { ...batch, name: `${batch.name}-read`, sets: together.filter(({ readOnly }) => readOnly !== undefined) }),
      ...apart.map((one, index) => judgeTogether(server, { ...batch, name: `${batch.name}-apart-${index}`, sets: [one] })),
      ...excused.map((one, index) => judgeExcused(server, { ...batch, name: `${batch.name}-excused-${index}`, sets: [one] }, one)),
    ])).flat(),
  ];
}

async function judgeExcused(server: ApiServer, batch: Batch, one: OptionSet): Promise<Verdict[]> {
  const { says, reason } = one.excuse!;
  const findings = await observe(server, batch);
  if (findings.length === 1 && findings[0]!.message.includes(says)) {
    return [verdictOn(batch, one, [], reason)];
  }
  return [verdictOn(batch, one, [...findings, { check: 'excuse', message: `it should have said '${says}': remove the excuse, or mend it` }])];
}

/** What of a document this collector cannot be shown. */
function lacking(text: string): string[] {
  return [...componentsNotInJudge(text), ...settingsNotInJudge(text)];
}

function documentOf(sets: readonly OptionSet[]): string {
  return stringify(collectorDocument(assemble(sets)));
}

function verdictOn({ file }: Batch, one: OptionSet, findings: readonly Finding[], notJudged?: string): Verdict {
  return { judge: MATRIX, example: 'matrix', file, object: setName(one), findings, ...notJudged === undefined ? {} : { notJudged } };
}

/** All at once, because they mostly pass; what fails is judged set by set, so that nobody hides behind another. */
export async function judgeTogether(server: ApiServer, batch: Batch): Promise<Verdict[]> {
  if (batch.sets.length === 0) {
    return [];
  }
  const findings = await observe(server, batch);
  if (findings.length === 0 || batch.sets.length === 1) {
    return batch.sets.map((one) => verdictOn(batch, one, findings));
  }
  const each = await Promise.all(batch.sets.map((one, index) => judgeTogether(server, { ...batch, name: `${batch.name}-${index}`, sets: [one] })));
  // each is well by itself: it is the company that is wrong
  return each.flat().some((verdict) => verdict.findings.length > 0) ? each.flat() : batch.sets.map((one) => verdictOn(batch, one, findings));
}

function observe(server: ApiServer, { name, file, sets }: Batch): Promise<Finding[]> {
  return observePod(server, file, podFor(name, assemble(sets), sets[0]?.readOnly === undefined ? 'collector' : 'stand-in'));
}

/** What the collector says of a pod, and what the library finds wrong with its needs. */
export async function observePod(server: ApiServer, file: string, pod: MatrixPod): Promise<Finding[]> {
  const refused = pod.access.length === 0 ? '' : await grant(server, pod.access);
  if (refused !== '') {
    return [{ check: 'rights', message: refused }];
  }
  const verdicts = await runCollectors(server, { name: 'matrix', stacks: [], files: [{ path: '', label: file, manifests: pod.manifests }] });
  return [...pod.problems.map((message) => ({ check: 'needs', message })), ...verdicts.flatMap(({ findings }) => findings)];
}

async function grant(server: ApiServer, access: readonly Manifest[]): Promise<string> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: access });
  const { code, stderr } = await server.kubectl(['apply', '--server-side', '--force-conflicts', '--validate=strict', '-f', '-'], { input });
  return code === 0 ? '' : stderr.trim();
}
