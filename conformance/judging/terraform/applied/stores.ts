/** Stores of many props: what they are, what their roles may do, and what later programs change. */
import { join } from 'node:path';
import { bucketFindings, judgeBuckets } from './buckets';
import { destroyFindings, inAws, refusal, Site, surprises, verdict } from './site';
import { S3ObjectStoreProps } from '../../../../lib';
import { BucketIntent } from '../../../aws/intent';
import { promised, promisedWithLogs } from '../../../aws/promises';
import { Holder, rightsFindings } from '../../../aws/rights';
import { STORES, StoreCase, writeStores } from '../../../aws/stores';
import { Plan } from '../../../aws/workspace';
import { readStack, TerraformStack } from '../../documents';
import { temporaryFolder } from '../../processes';
import { Verdict, Finding } from '../../verdict';

const STORES_FILE = 'conformance/aws/stores.ts';

interface Program {
  readonly stack: TerraformStack;
  readonly holders: readonly Holder[];
}

/** What a program writes. */
function stores(propsOf: (store: StoreCase) => S3ObjectStoreProps): Program {
  const outdir = temporaryFolder('stores');
  const holders = writeStores(outdir, propsOf);
  return { holders, stack: readStack(join(outdir, 'terraform', 'stores'), STORES_FILE)[0]! };
}

/** A later program changes settings in place, and those only that it changed. */
function changeFindings({ id, changes }: StoreCase, plan: Plan): Finding[] {
  const planned = plan.changes.filter(({ resource: { addr } }) => addr.split('.')[1]!.startsWith(`${id}_`));
  const found = planned.map(({ action, resource }) => `${action} ${resource.addr}`).sort();
  const wanted = changes.map((address) => `update ${address}`).sort();
  return [...plan.findings, ...found.join() === wanted.join() ? []
    : [{ check: 'change', message: `Terraform should ${wanted.join(', ')}, and would ${found.join(', ') || 'do nothing'}` }]];
}

/** What Terraform would do when the program is another. */
async function planOf({ workspace }: Site, { stack }: Program): Promise<Plan> {
  workspace.replace(stack.document);
  return workspace.plan('-refresh=false');
}

/** What somebody did by hand must be seen by the next plan, by whoever reads the settings, and by whoever calls. */
async function judgeTampering(site: Site, intent: BucketIntent): Promise<Verdict> {
  const { aws, stack, workspace } = site;
  workspace.replace(stack.document);
  await aws.administer([
    { service: 's3', operation: 'delete_public_access_block', arguments: { Bucket: intent.bucket } },
    { service: 's3', operation: 'delete_bucket_policy', arguments: { Bucket: intent.bucket } },
  ]);
  const findings = await bucketFindings(site, [intent]);
  return refusal('tampered', `bucket ${intent.bucket}`, [...surprises('second plan', await workspace.plan()), ...findings.flat()]);
}

/** A program without the guards, so that it is they that refuse. */
async function judgeUnguarded(site: Site): Promise<Verdict> {
  const { resource = {} } = site.stack.document;
  const unguarded = Object.entries(resource).map(([type, resources]) => [type, Object.fromEntries(Object.entries(resources)
    .map(([name, { lifecycle: _, ...attributes }]) => [name, attributes]))]);
  site.workspace.replace({ ...site.stack.document, resource: Object.fromEntries(unguarded) as typeof resource });
  return refusal('unguarded', 'stores without prevent_destroy', await destroyFindings(site));
}

async function judgeRights(site: Site, holders: readonly Holder[]): Promise<Verdict[]> {
  const findings = await rightsFindings(site.aws, holders);
  return holders.map(({ bucket, prefix = '', access }, index) => verdict(site, `role to ${access} ${bucket}/${prefix}`, findings[index]!));
}

/** A role that somebody was generous to. */
async function judgeGenerosity(site: Site, holder: Holder): Promise<Verdict> {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::${holder.bucket}/*` }] };
  await site.aws.administer([{
    service: 'iam',
    operation: 'put_role_policy',
    arguments: { RoleName: holder.role.split('/').at(-1), PolicyName: 'generous', PolicyDocument: JSON.stringify(policy) },
  }]);
  return refusal('generous', `role to ${holder.access} ${holder.bucket}`, (await rightsFindings(site.aws, [holder])).flat());
}

export async function judgeStores(): Promise<Verdict[]> {
  const { stack, holders } = stores(({ props }) => props);
  return inAws('matrix', [stack], async (site) => {
    const live = await judgeBuckets(site, STORES.flatMap(({ props }) => promisedWithLogs(props)));
    const rights = [...await judgeRights(site, holders), await judgeGenerosity(site, holders[0]!)];
    const destroyed = verdict(site, `terraform destroy of ${stack.name}`, await destroyFindings(site));
    const plan = await planOf(site, stores(({ props, later }) => ({ ...props, ...later })));
    const renamed = await planOf(site, stores(({ props }) => ({ ...props, bucketName: `${props.bucketName}-renamed` })));
    const unguarded = await judgeUnguarded(site);
    const tampered = await judgeTampering(site, promised(STORES[0]!.props));
    return [
      ...live, ...rights, destroyed, unguarded, tampered,
      ...STORES.map((store) => verdict(site, `change of store ${store.id}`, changeFindings(store, plan))),
      refusal('renamed', 'a bucket under another name', renamed.findings),
    ];
  });
}
