/** Live buckets, against what they were meant to be. */
import { Site, verdict } from './site';
import { policyFindings } from '../../../aws/bucket-policy';
import { BucketIntent, settingFindings } from '../../../aws/intent';
import { Finding, Verdict } from '../../verdict';

/** Where buckets are not what was meant: by their settings, and by what they let through. One list for each. */
export async function bucketFindings({ aws }: Site, intents: readonly BucketIntent[]): Promise<Finding[][]> {
  const live = await aws.settings(intents.map(({ bucket }) => bucket));
  const policies = await policyFindings(aws, intents, live);
  return intents.map((intent) => [...settingFindings(intent, live.get(intent.bucket)!), ...policies.get(intent.bucket)!]);
}

export async function judgeBuckets(site: Site, intents: readonly BucketIntent[]): Promise<Verdict[]> {
  const findings = await bucketFindings(site, intents);
  return intents.map(({ bucket }, index) => verdict(site, `bucket ${bucket}`, findings[index]!));
}
