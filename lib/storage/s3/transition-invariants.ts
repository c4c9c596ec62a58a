import { KeptData, LifecycleRule, list, prefixOf, reachesIndex, Transition } from './lifecycle-configuration';
import { S3StoreContents } from './s3-store-contents';
import { Finding } from '../../validation';

/**
 * The days that S3 charges for at least, by storage class.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
 */
const MINIMUM_DAYS: Readonly<Record<string, number>> = { STANDARD_IA: 30, ONEZONE_IA: 30, GLACIER_IR: 90 };

/** Classes whose objects have to be restored before anybody can read them. */
const NOT_READ_AT_ONCE = ['GLACIER', 'DEEP_ARCHIVE'];

const INFREQUENT = ['STANDARD_IA', 'ONEZONE_IA'];

/** Judges where a rule moves live objects to. */
export function transitionFindings(rule: LifecycleRule, kept: KeptData): Finding[] {
  const transitions = list(rule.transition);
  return [
    ...transitions.length > 0 ? indexFindings(rule, kept) : [],
    ...transitions.flatMap((transition) => [...classFindings(rule, transition), ...daysFindings(transition)]),
    ...stepFindings(transitions),
    ...retentionFindings(transitions, kept),
  ];
}

function indexFindings(rule: LifecycleRule, kept: KeptData): Finding[] {
  return kept.contents !== S3StoreContents.LOKI_CHUNKS || !reachesIndex(rule, kept)
    ? []
    : [{
      what: `the lifecycle rule '${rule.id}' moves ${prefixOf(rule) === '' ? 'everything' : `'${prefixOf(rule)}'`}, the index of Loki too`,
      why: 'queries read the index and the compactor rewrites it: each time S3 would charge for the retrieval and for days that were not used',
      fix: "name the folders of the tenants, without multi-tenancy: folders: ['fake']",
    }];
}

function classFindings(rule: LifecycleRule, { storage_class: storageClass = '' }: Transition): Finding[] {
  return !NOT_READ_AT_ONCE.includes(storageClass)
    ? []
    : [{
      what: `the lifecycle rule '${rule.id}' moves live objects to ${storageClass}`,
      why: 'nobody can read them before they are restored, which takes hours: queries over that time fail',
      fix: "storage_class: 'GLACIER_IR'",
    }];
}

function daysFindings({ days = 0, storage_class: storageClass = '' }: Transition): Finding[] {
  const least = INFREQUENT.includes(storageClass) ? 30 : 0;
  return Number.isInteger(days) && days >= least
    ? []
    : [{
      what: `objects move to ${storageClass} after ${days} days`,
      why: `S3 counts whole days, ${least} at least, and refuses the lifecycle configuration`,
      fix: `${propertyFor(storageClass)}: Duration.days(${Math.max(least, Math.ceil(days))})`,
    }];
}

/** Two classes of one rule: what is in the first stays there for 30 days. */
function stepFindings(transitions: readonly Transition[]): Finding[] {
  const infrequent = transitions.find(({ storage_class: storageClass = '' }) => INFREQUENT.includes(storageClass))?.days;
  const glacier = transitions.find(({ storage_class: storageClass }) => storageClass === 'GLACIER_IR')?.days;
  return infrequent === undefined || glacier === undefined || glacier >= infrequent + 30
    ? []
    : [{
      what: `objects move to Standard-IA after ${infrequent} days and to GLACIER_IR after ${glacier}`,
      why: 'S3 wants 30 days between the two, and refuses the lifecycle configuration',
      fix: `glacierInstantRetrievalAfter: Duration.days(${Math.ceil(infrequent) + 30})`,
    }];
}

function retentionFindings(transitions: readonly Transition[], { retentionDays }: KeptData): Finding[] {
  return transitions.flatMap(({ days = 0, storage_class: storageClass = '' }) => {
    const charged = MINIMUM_DAYS[storageClass] ?? 0;
    return retentionDays === undefined || charged === 0 || days + charged <= retentionDays
      ? []
      : [{
        what: `objects move to ${storageClass} after ${days} days and are deleted after ${retentionDays}`,
        why: `S3 charges for ${charged} days there at least: the move costs more than it saves`,
        fix: latestMove(storageClass, retentionDays - charged),
      }];
  });
}

function latestMove(storageClass: string, days: number): string {
  const property = propertyFor(storageClass);
  const least = INFREQUENT.includes(storageClass) ? 30 : 0;
  return days < least ? `leave ${property} out` : `${property}: Duration.days(${Math.floor(days)}), or leave it out`;
}

function propertyFor(storageClass: string): string {
  return INFREQUENT.includes(storageClass) ? 'infrequentAccessAfter' : 'glacierInstantRetrievalAfter';
}
