/** A local AWS to which stacks have been applied, and what can be asked there. */
import { administrator } from '../../../aws/bucket-policy';
import { LocalAws } from '../../../aws/local-aws';
import { NOT_IN_LOCAL_AWS, Plan, Workspace } from '../../../aws/workspace';
import { TerraformStack } from '../../documents';
import { Finding, Verdict } from '../../verdict';
import { obstacle, pluginFolder } from '../terraform-program';

export const TERRAFORM_APPLY = 'terraform apply';

export interface Site {
  readonly example: string;
  readonly stack: TerraformStack;
  readonly aws: LocalAws;
  readonly workspace: Workspace;
}

export function verdict({ example, stack }: Pick<Site, 'example' | 'stack'>, object: string, findings: readonly Finding[]): Verdict {
  return { judge: TERRAFORM_APPLY, example, file: stack.label, object, findings };
}

/** What must be refused, as `negative/cases.ts` names it. */
export function refusal(document: string, object: string, findings: readonly Finding[]): Verdict {
  return { judge: TERRAFORM_APPLY, example: 'negative/aws', file: `aws/${document}`, object, findings };
}

export function surprises(check: string, { isEmpty, findings, changes }: Plan): Finding[] {
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

/** What `terraform destroy` would take that has to stay. */
export async function destroyFindings({ stack, workspace }: Site): Promise<Finding[]> {
  const { findings } = await workspace.destroy();
  const refusals = findings.map(({ message }) => message).filter((message) => message.includes('Instance cannot be destroyed'));
  const unguarded = guarded(stack).filter((address) => !refusals.some((message) => message.includes(`${address} `)));
  return unguarded.map((address) => ({ check: 'destroy', message: `terraform destroy would take ${address} with it` }));
}

function notJudged({ example, stack }: Site): Verdict[] {
  const addresses = NOT_IN_LOCAL_AWS.flatMap((type) => Object.keys(stack.document.resource?.[type] ?? {}).map((name) => `${type}.${name}`));
  return addresses.map((address) => ({ ...verdict({ example, stack }, address, []), notJudged: 'moto does not know this resource: only planned and tested' }));
}

/** Applies a stack, and says what came of it. */
async function judgeStack(site: Site): Promise<{ readonly isApplied: boolean; readonly verdicts: Verdict[] }> {
  const refused = await applyStack(site);
  return { isApplied: refused.length === 0, verdicts: [verdict(site, `stack ${site.stack.name}`, refused), ...notJudged(site)] };
}

/** Applies stacks one after the other, as far as they are taken, then has somebody look, from where the last one was applied. */
export async function inAws(example: string, stacks: readonly TerraformStack[], look: (last: Site) => Promise<Verdict[]>): Promise<Verdict[]> {
  const plugins = pluginFolder();
  const lacking = stacks.map((stack) => obstacle(stack, plugins)).find((each) => each !== undefined);
  if (lacking !== undefined || plugins === undefined) {
    return stacks.map((stack) => ({ ...verdict({ example, stack }, `stack ${stack.name}`, []), notJudged: lacking }));
  }
  const aws = await LocalAws.start();
  try {
    const sites = stacks.map((stack): Site => ({ example, stack, aws, workspace: new Workspace(stack, aws, plugins) }));
    const applied: Verdict[] = [];
    for (const site of sites) {
      const { isApplied, verdicts } = await judgeStack(site);
      applied.push(...verdicts);
      if (!isApplied) {
        return applied;
      }
    }
    await aws.administer(administrator());
    return [...applied, ...await look(sites.at(-1)!)];
  } finally {
    await aws.stop();
  }
}
