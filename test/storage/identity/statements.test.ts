import * as fc from 'fast-check';
import { accessStatements, Grant, GrantedStore } from '../../../lib/storage/identity/statements';
import { StoreAccess } from '../../../lib/wiring';

const { WRITE_ONLY, READ, WRITE, COMPACT } = StoreAccess;
const ARN = 'arn:aws:s3:::acme-logs';
const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234';
const LOGS: GrantedStore = { bucketArn: ARN, address: 's3.us-east-1.amazonaws.com' };
const FOLDER: GrantedStore = { ...LOGS, prefix: 'loki/prod', keyArn: KEY };
const METRICS: GrantedStore = { ...LOGS, bucketArn: 'arn:aws:s3:::acme-metrics', keyArn: `${KEY}5` };

/** What may be done, by resource. */
function allowed(...grants: Grant[]): Record<string, readonly string[]> {
  return Object.fromEntries(accessStatements(grants).map(({ Resource, Action }) => [Resource, Action]));
}

describe('what a role may do', () => {
  test.each<[StoreAccess, string[] | undefined, string[], string[]]>([
    [WRITE_ONLY, undefined, ['s3:AbortMultipartUpload', 's3:PutObject'], ['kms:Decrypt', 'kms:GenerateDataKey']],
    [READ, ['s3:ListBucket'], ['s3:GetObject'], ['kms:Decrypt']],
    [WRITE, ['s3:ListBucket'], ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'], ['kms:Decrypt', 'kms:GenerateDataKey']],
    [COMPACT, ['s3:ListBucket'], ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'], ['kms:Decrypt', 'kms:GenerateDataKey']],
  ])('%s', (access, bucket, objects, key) => {
    expect(allowed({ store: FOLDER, access })).toEqual({
      ...(bucket ? { [ARN]: bucket } : {}),
      [`${ARN}/loki/prod/*`]: objects,
      [KEY]: key,
    });
  });

  test('is within the folder of the store, also for lists, and with its key through S3 only', () => {
    expect(accessStatements([{ store: FOLDER, access: READ }])).toEqual([
      { Effect: 'Allow', Action: ['kms:Decrypt'], Resource: KEY, Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } } },
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ARN, Condition: { StringLike: { 's3:prefix': 'loki/prod/*' } } },
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: `${ARN}/loki/prod/*` },
    ]);
  });

  test('is in the whole bucket when the store is, and with no key when S3 keeps the keys', () => {
    expect(accessStatements([{ store: LOGS, access: READ }])).toEqual([
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: ARN },
      { Effect: 'Allow', Action: ['s3:GetObject'], Resource: `${ARN}/*` },
    ]);
  });

  test('on two stores is told apart: who compacts one deletes nothing in the other', () => {
    expect(allowed({ store: FOLDER, access: READ }, { store: METRICS, access: COMPACT })).toMatchObject({
      [`${ARN}/loki/prod/*`]: ['s3:GetObject'],
      'arn:aws:s3:::acme-metrics/*': ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
      [KEY]: ['kms:Decrypt'],
    });
  });

  const grant = fc.record<Grant>({ store: fc.constantFrom(LOGS, FOLDER, METRICS), access: fc.constantFrom(...Object.values(StoreAccess)) });

  test('does not depend on the order of grants', () => {
    fc.assert(fc.property(
      fc.array(grant, { maxLength: 6 }).chain((grants) => fc.tuple(fc.constant(grants), fc.shuffledSubarray(grants, { minLength: grants.length }))),
      ([grants, shuffled]) => {
        expect(accessStatements(shuffled)).toEqual(accessStatements(grants));
      },
    ));
  });

  test('has one statement for what is granted twice', () => {
    fc.assert(fc.property(fc.array(grant, { maxLength: 4 }), (grants) => {
      const statements = accessStatements([...grants, ...grants]);
      const subjects = statements.map(({ Resource, Condition }) => JSON.stringify([Resource, Condition]));

      expect(statements).toEqual(accessStatements(grants));
      expect(new Set(subjects).size).toBe(subjects.length);
    }));
  });

  test('is what each grant says, and no more', () => {
    const rights = (grants: readonly Grant[]) => new Set(accessStatements(grants)
      .flatMap(({ Action, Resource, Condition }) => Action.map((action) => JSON.stringify([action, Resource, Condition]))));

    fc.assert(fc.property(fc.array(grant, { maxLength: 5 }), (grants) => {
      expect(rights(grants)).toEqual(new Set(grants.flatMap((each) => [...rights([each])])));
    }));
  });
});
