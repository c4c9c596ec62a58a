/** What becomes of the lines of some containers before they leave the node: the kinds are those of `write --format volume` (telemetry-count/volume.go). */
import { LogCondition, LogRule, LogSecret, LogSeverity, LogVolumePolicy } from '../../../lib';

const { allOf, body, namespace } = LogCondition;

/** Kinds of lines that the policy is about: it touches no other. */
export const POLICED_KINDS = ['chatter', 'request', 'login', 'job', 'dump'] as const;

/** What stands in every secret of these lines. */
export const SECRET_MARK = 's3cr3t';

/** The attribute that says of a line that it is about people. */
export const CLASS_ATTRIBUTE = 'log.class';

/** The policy of both agents. */
export const POLICY = policyWith({ shopPercent: 25, secrets: [LogSecret.PASSWORD, LogSecret.BEARER_TOKEN, LogSecret.EMAIL], bytes: 4096 });

/** What is not the policy, by what it does otherwise: that what came out is not taken for theirs says that somebody looks. */
export const OTHER_POLICIES: { readonly [what: string]: LogVolumePolicy } = {
  'keeps another share': policyWith({ shopPercent: 40, secrets: [LogSecret.PASSWORD, LogSecret.BEARER_TOKEN, LogSecret.EMAIL], bytes: 4096 }),
  'leaves an address': policyWith({ shopPercent: 25, secrets: [LogSecret.PASSWORD, LogSecret.BEARER_TOKEN], bytes: 4096 }),
  'cuts one byte earlier': policyWith({ shopPercent: 25, secrets: [LogSecret.PASSWORD, LogSecret.BEARER_TOKEN, LogSecret.EMAIL], bytes: 4094 }),
};

interface Choices {
  readonly shopPercent: number;
  readonly secrets: LogSecret[];
  readonly bytes: number;
}

function policyWith({ shopPercent, secrets, bytes }: Choices): LogVolumePolicy {
  return new LogVolumePolicy({
    rules: [
      LogRule.drop('chatter', { when: body('cache refreshed') }),
      LogRule.dropBelow('quiet-jobs', { severity: LogSeverity.WARN, when: body('nightly job') }),
      LogRule.keepShare('requests-of-shop', { when: allOf([namespace(['shop']), body('GET /products/')]), percent: shopPercent }),
      LogRule.keepShare('requests-of-bank', { when: allOf([namespace(['bank']), body('GET /products/')]), percent: 60 }),
      LogRule.redact('secrets', { secrets }),
      LogRule.truncate('dumps', { when: body('payload dump'), bytes }),
      LogRule.classify('people', { when: body('signed in'), logClass: 'people' }),
    ],
  });
}
