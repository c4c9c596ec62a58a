/** What Thanos reads beside its flags: every component serves with it, does what it says, and refuses what the library refuses. */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Places } from '../processes';
import { Verdict } from '../verdict';
import { Bucket, bucketOfBlocks } from './documents/blocks';
import { compactorCases } from './documents/compactors';
import { platformComplaints } from './documents/platform';
import { ring, RECEIVE_CASES, routerValues } from './documents/receive';
import { refused, Refused } from './documents/refusals';
import { complaintsOnReplication } from './documents/replication';
import { refusalOf, RunningComponent } from './documents/running-component';
import { storeGatewayCases } from './documents/store-gateways';
import { hashringFindings } from '../../../lib/thanos/receive/hashring-invariants';
import { judge } from '../../judges';

export const THANOS_DOCUMENTS = 'thanos documents';

/** Zones that cannot hold the replicas: the one mistake that Thanos does not tell of. */
const UNEVEN = { rings: [ring(['a', 'b', 'b', 'b'])], factor: 4 };

/** For how long it searches before it is taken at its word. */
const SECONDS = 2;

function verdictOn(object: string, complaints: readonly string[]): Verdict {
  return { judge: THANOS_DOCUMENTS, example: 'lib', file: 'thanos', object, findings: complaints.map((message) => ({ check: 'used', message })) };
}

async function complaintsOnRefusal({ component, values, words, findings }: Refused): Promise<string[]> {
  const said = await refusalOf(component, values);
  return [
    ...said === undefined ? ['Thanos serves'] : words.test(said) ? [] : [`Thanos does not say ${words}: ${said.slice(-500)}`],
    ...findings?.length === 0 ? ['the library finds no fault with it'] : [],
  ];
}

async function complaintsOnSearch(): Promise<string[]> {
  const router = RunningComponent.start('receive', routerValues(UNEVEN.rings, UNEVEN.factor));
  try {
    const isReady = await router.untilReady(SECONDS).then(() => true, () => false);
    return [...isReady ? ['Thanos finds a place for every replica'] : [], ...hashringFindings(UNEVEN.rings, UNEVEN.factor).length > 0 ? [] : ['the library finds no fault with it']];
  } finally {
    await router.end();
  }
}

/** What cannot be told because something did not come to pass is told as such. */
function toldBy(complaints: Promise<readonly string[]>): Promise<readonly string[]> {
  return complaints.catch(({ message }: Error) => [message]);
}

async function judgeCases(bucket: Bucket): Promise<Verdict[]> {
  const cases: readonly (readonly [string, () => Promise<readonly string[]>])[] = [
    ['zones that cannot hold the replicas', complaintsOnSearch],
    ...Object.entries({ ...RECEIVE_CASES, ...storeGatewayCases(bucket), ...compactorCases(bucket) }),
    ...refused(bucket).map((each) => [`refused: ${each.object}`, () => complaintsOnRefusal(each)] as const),
  ];
  const places = new Places(availableParallelism());
  return Promise.all(cases.map(([object, complaintsOn]) => places.with(async () => verdictOn(object, await toldBy(complaintsOn())))));
}

/** The build tag without which Thanos breaks on the labels of others, as the recipe has it; a program tells how it was built. */
const TAG = '-tags=slicelabels';

async function judgePlatform(bucket: Bucket): Promise<Verdict[]> {
  if (!readFileSync(judge('thanos')).includes(TAG)) {
    return [{ ...verdictOn('all components together', []), notJudged: `this Thanos was built without ${TAG}, and breaks when components tell each other their labels` }];
  }
  const [complaints, replication] = await Promise.all([
    platformComplaints(bucket).catch(({ message }: Error) => ({ 'all components together': [message] })),
    toldBy(complaintsOnReplication()),
  ]);
  return Object.entries({ ...complaints, 'samples through a router': replication }).map(([object, each]) => verdictOn(object, each));
}

/** One verdict on each kind of document and plan, and one on each that is refused. */
export async function judgeDocuments(): Promise<Verdict[]> {
  const bucket = await bucketOfBlocks();
  return (await Promise.all([judgePlatform(bucket), judgeCases(bucket)])).flat();
}
