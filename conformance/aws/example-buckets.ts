/** The buckets that the program of an example means to make: it is run up to its synth, and its stores are asked what they were given. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import { BucketIntent } from './intent';
import { promised, promisedForLogs } from './promises';
import { ObservabilityApp, S3AccessLogBucket, S3ObjectStore } from '../../lib';

const load = createRequire(__filename);

/** The trees that a program would have written. */
function treesOf(program: string): ObservabilityApp[] {
  const trees: ObservabilityApp[] = [];
  const { synth } = ObservabilityApp.prototype;
  ObservabilityApp.prototype.synth = function keep(this: ObservabilityApp) { trees.push(this); };
  try {
    load(program);
  } finally {
    delete load.cache[program];
    ObservabilityApp.prototype.synth = synth;
  }
  return trees;
}

/** Logs are where the stores are that are logged. */
function intentOfLogs(logs: S3AccessLogBucket, stores: readonly S3ObjectStore[]): BucketIntent {
  const neighbour = stores.find((store) => TerraformStack.of(store) === TerraformStack.of(logs));
  return promisedForLogs(logs, neighbour?.region);
}

/** Nothing when there is no such program, for example because the documents were written elsewhere. */
export function bucketsMeantBy(example: string): BucketIntent[] | undefined {
  const program = join(__dirname, '..', '..', 'examples', `${example}.ts`);
  if (!existsSync(program)) {
    return undefined;
  }
  const constructs = treesOf(program).flatMap((tree) => tree.node.findAll());
  const stores = constructs.filter((each) => each instanceof S3ObjectStore);
  const logs = constructs.filter((each) => each instanceof S3AccessLogBucket);
  return [...stores.map(promised), ...logs.map((each) => intentOfLogs(each, stores))];
}
