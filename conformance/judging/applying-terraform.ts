/** Terraform applies every stack to a local AWS, and AWS tells what came of it. */
import { join } from 'node:path';
import { Example, readStack, TerraformStack } from './documents';
import { temporaryFolder } from './processes';
import { obstacle, pluginFolder } from './terraform-program';
import { Finding, Verdict } from './verdict';
import { S3ObjectStoreProps } from '../../lib';
import { administrator, policyFindings } from '../aws/bucket-policy';
import { BucketIntent, promised, promisedForLogs, settingFindings } from '../aws/intent';
import { LocalAws } from '../aws/local-aws';
import { Holder, rightsFindings } from '../aws/rights';
import { STORES, StoreCase, writeStores } from '../aws/stores';
import { NOT_IN_LOCAL_AWS, Plan, Workspace } from '../aws/workspace';

export const TERRAFORM_APPLY = 'terraform apply';

const STORES_FILE = 'conformance/aws/stores.ts';

interface Site {
  readonly example: string;
  readonly stack: TerraformStack;
  readonly aws: LocalAws;
  readonly workspace: Workspace;
}

function verdict({ example, stack }: Pick<Site, 'example' | 'stack'>, object: string, findings: readonly Finding[]): Verdict {
  return { judge: TERRAFORM_APPLY, example, file: stack.label, object, findings };
}

/** What must be refused, as `negative/cases.ts` names it. */
function refusal(document: string, object: string, findings: readonly Finding[]): Verdict {
  return { judge: TERRAFORM_APPLY, example: 'negative/aws', file: `aws/${document}`, object, findings };
}

function surprises(check: string, { isEmpty, findings, changes }: Plan): Finding[] {
  if (isEmpty || findings.length > 0) {
    return [...findings];
  }
  const words = changes.map(({ action, resource }) => `${action} ${resource.addr}`).join(', ') || 'change outputs';
  return [{ check, message: `Terraform would ${words}` }];
}

async function applyStack({ workspace }: Site): Promise<Finding[]> {
  const unready = await workspace.init();
  const refused = unready.length > 0 ? unready : await workspace.apply();
  return refused.length > 0 ? refused : surprises('second plan', await workspace.plan());
}

/** Every bucket and every key of a stack, by address. */
function guarded({ document: { resource = {} } }: TerraformStack): string[] {
  return ['aws_s3_bucket', 'aws_kms_key'].flatMap((type) => Object.keys(resource[type] ?? {}).map((name) => `${type}.${name}`));
}

async function destroyFindings({ stack, workspace }: Site): Promise<Finding[]> {
  const { findings } = await workspace.destroy();
  const refusals = findings.map(({ message }) => message).filter((message) => message.includes('Instance cannot be destroyed'));
  const unguarded = guarded(stack).filter((address) => !refusals.some((message) => message.includes(`${address} `)));
  return unguarded.map((address) => ({ check: 'destroy', message: `terraform destroy would take ${address} with it` }));
}

/** Where buckets are not what was meant: by their settings, and by what they let through. One list for each. */
async function bucketFindings({ aws }: Site, intents: readonly BucketIntent[]): Promise<Finding[][]> {
  const live = await aws.settings(intents.map(({ bucket }) => bucket));
  const policies = await policyFindings(aws, intents, live);
  return intents.map((intent) => [...settingFindings(intent, live.get(intent.bucket)!), ...policies.get(intent.bucket)!]);
}

async function judgeBuckets(site: Site, intents: readonly BucketIntent[]): Promise<Verdict[]> {
  const findings = await bucketFindings(site, intents);
  return intents.map(({ bucket }, index) => verdict(site, `bucket ${bucket}`, findings[index]!));
}

function notJudged({ example, stack }: Site): Verdict[] {
  const addresses = NOT_IN_LOCAL_AWS.flatMap((type) => Object.keys(stack.document.resource?.[type] ?? {}).map((name) => `${type}.${name}`));
  return addresses.map((address) => ({ ...verdict({ example, stack }, address, []), notJudged: 'moto does not know this resource: only planned and tested' }));
}

async function inAws(example: string, stack: TerraformStack, look: (site: Site) => Promise<Verdict[]>): Promise<Verdict[]> {
  const plugins = pluginFolder();
  const lacking = obstacle(stack, plugins);
  if (lacking !== undefined || plugins === undefined) {
    return [{ ...verdict({ example, stack }, `stack ${stack.name}`, []), notJudged: lacking }];
  }
  const aws = await LocalAws.start();
  try {
    const site = { example, stack, aws, workspace: new Workspace(stack, aws, plugins) };
    const refused = await applyStack(site);
    const applied = [verdict(site, `stack ${stack.name}`, refused), ...notJudged(site)];
    if (refused.length > 0) {
      return applied;
    }
    await aws.administer(administrator());
    return [...applied, ...await look(site)];
  } finally {
    await aws.stop();
  }
}

/** An example has what the library promises to who says no more than the name of a bucket. */
async function judgeExample(example: Example, stack: TerraformStack): Promise<Verdict[]> {
  return inAws(example.name, stack, async (site) => {
    const buckets = Object.values(stack.document.resource?.aws_s3_bucket ?? {}).map(({ bucket }) => bucket as string);
    return [
      ...await judgeBuckets(site, buckets.map((bucket) => bucket.endsWith('-access-logs') ? promisedForLogs(bucket) : promised(bucket))),
      verdict(site, `terraform destroy of ${stack.name}`, await destroyFindings(site)),
    ];
  });
}

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
async function judgeTampering(site: Site, { bucket }: BucketIntent): Promise<Verdict> {
  const { aws, stack, workspace } = site;
  workspace.replace(stack.document);
  await aws.administer([
    { service: 's3', operation: 'delete_public_access_block', arguments: { Bucket: bucket } },
    { service: 's3', operation: 'delete_bucket_policy', arguments: { Bucket: bucket } },
  ]);
  const findings = await bucketFindings(site, [promised(bucket)]);
  return refusal('tampered', `bucket ${bucket}`, [...surprises('second plan', await workspace.plan()), ...findings.flat()]);
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

async function judgeStores(): Promise<Verdict[]> {
  const { stack, holders } = stores(({ props }) => props);
  return inAws('matrix', stack, async (site) => {
    const live = await judgeBuckets(site, STORES.flatMap(({ intents }) => intents));
    const rights = [...await judgeRights(site, holders), await judgeGenerosity(site, holders[0]!)];
    const destroyed = verdict(site, `terraform destroy of ${stack.name}`, await destroyFindings(site));
    const plan = await planOf(site, stores(({ props, later }) => ({ ...props, ...later })));
    const renamed = await planOf(site, stores(({ props }) => ({ ...props, bucketName: `${props.bucketName}-renamed` })));
    const unguarded = await judgeUnguarded(site);
    const tampered = await judgeTampering(site, STORES[0]!.intents[0]!);
    return [
      ...live, ...rights, destroyed, unguarded, tampered,
      ...STORES.map((store) => verdict(site, `change of store ${store.id}`, changeFindings(store, plan))),
      refusal('renamed', 'a bucket under another name', renamed.findings),
    ];
  });
}

export async function judgeApplied(examples: readonly Example[]): Promise<Verdict[]> {
  const ofExamples = examples.flatMap((example) => example.stacks.map((stack) => judgeExample(example, stack)));
  return (await Promise.all([judgeStores(), ...ofExamples])).flat();
}
