/** Stacks of examples: their buckets are what their programs meant. */
import { basename } from 'node:path';
import { judgeBuckets } from './buckets';
import { destroyFindings, inAws, Site, verdict } from './site';
import { bucketsMeantBy } from '../../../aws/example-buckets';
import { Example, TerraformStack } from '../../documents';
import { Verdict } from '../../verdict';

function bucketNames({ document }: TerraformStack): string[] {
  return Object.values(document.resource?.aws_s3_bucket ?? {}).map(({ bucket }) => bucket as string);
}

async function judgeBucketsOf(example: Example, site: Site): Promise<Verdict[]> {
  const names = bucketNames(site.stack);
  const meant = names.length === 0 ? [] : bucketsMeantBy(basename(example.name));
  if (meant === undefined) {
    return names.map((name) => ({ ...verdict(site, `bucket ${name}`, []), notJudged: 'no program in examples/ says what it was meant to be' }));
  }
  const strangers = names.filter((name) => !meant.some(({ bucket }) => bucket === name));
  return [
    ...await judgeBuckets(site, meant.filter(({ bucket }) => names.includes(bucket))),
    ...strangers.map((name) => verdict(site, `bucket ${name}`, [{ check: 'intent', message: 'the program of this example makes no such bucket: run npm run synth' }])),
  ];
}

export async function judgeExample(example: Example, stack: TerraformStack): Promise<Verdict[]> {
  return inAws(example.name, [stack], async (site) => [
    ...await judgeBucketsOf(example, site),
    verdict(site, `terraform destroy of ${stack.name}`, await destroyFindings(site)),
  ]);
}
