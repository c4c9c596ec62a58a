/** Terraform applies every stack to a local AWS, and AWS tells what came of it. */
import { judgeEndpoints } from './endpoints';
import { judgeExample } from './examples';
import { judgeReplicas } from './replicas';
import { judgeStores } from './stores';
import { Example } from '../../documents';
import { Verdict } from '../../verdict';

export async function judgeApplied(examples: readonly Example[]): Promise<Verdict[]> {
  const ofExamples = examples.flatMap((example) => example.stacks.map((stack) => judgeExample(example, stack)));
  return (await Promise.all([judgeStores(), judgeReplicas(), judgeEndpoints(), ...ofExamples])).flat();
}
