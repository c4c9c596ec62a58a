import { IRSA, loki } from './fixtures';
import { accountFindings } from '../../../lib/storage/identity/account-invariants';
import { policyFindings } from '../../../lib/storage/identity/policy-invariants';
import { accessStatements } from '../../../lib/storage/identity/statements';
import { trustStatement } from '../../../lib/storage/identity/trust';
import { StoreAccess } from '../../../lib/wiring';
import { whats } from '../../collector/documents';

const OBJECTS = 'arn:aws:s3:::acme-logs/loki/*';

function findings(...statements: object[]) {
  return policyFindings({ of: 'the policy', text: JSON.stringify({ Version: '2012-10-17', Statement: statements }) });
}

describe('a policy', () => {
  test('of this library gives nobody everything', () => {
    const store = { bucketArn: 'arn:aws:s3:::acme-logs', prefix: 'loki', keyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234', address: 's3.us-east-1.amazonaws.com' };

    expect(findings(...accessStatements(Object.values(StoreAccess).map((access) => ({ store, access }))))).toEqual([]);
    expect(findings(trustStatement(loki()), trustStatement(loki(IRSA)))).toEqual([]);
  });

  test.each([
    [{ Action: '*', Resource: OBJECTS }, "the policy allows '*'"],
    [{ Action: ['s3:GetObject', 's3:*'], Resource: OBJECTS }, "the policy allows 's3:*'"],
    [{ Action: 's3:Get*', Resource: OBJECTS }, "the policy allows 's3:Get*'"],
    [{ Action: 's3:GetObject', Resource: '*' }, "the policy allows something on '*'"],
    [{ Action: 's3:GetObject', Resource: ['arn:aws:s3:::*'] }, "the policy allows something on 'arn:aws:s3:::*'"],
    [{ Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-*/loki/*' }, "the policy allows something on 'arn:aws:s3:::acme-*/loki/*'"],
    [{ Action: 'kms:Decrypt', Resource: 'arn:aws:kms:us-east-1:111122223333:key/*' }, "the policy allows something on 'arn:aws:kms:us-east-1:111122223333:key/*'"],
    [{ NotAction: 's3:DeleteObject', Resource: OBJECTS }, 'the policy allows by NotAction'],
    [{ Action: 's3:GetObject', NotResource: OBJECTS }, 'the policy allows by NotResource'],
    [{ Action: 'sts:AssumeRole', Principal: '*' }, 'the policy trusts anybody'],
    [{ Action: 'sts:AssumeRole', Principal: { AWS: ['*'] } }, 'the policy trusts anybody'],
  ])('that gives somebody everything is a problem: %j', (statement, what) => {
    expect(whats(findings({ Effect: 'Allow', ...statement }))).toEqual([what]);
  });

  test('that allows by what is not listed is told the word for what is', () => {
    expect(findings({ Effect: 'Allow', NotAction: 's3:DeleteObject', NotResource: OBJECTS }).map(({ fix }) => fix)).toEqual([
      'Action with what is needed, in its place', 'Resource with what is needed, in its place',
    ]);
  });

  test.each([{}, { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: OBJECTS, Principal: null }] }])('may be empty, or trust nobody: %j', (document) => {
    expect(policyFindings({ of: 'it', text: JSON.stringify(document) })).toEqual([]);
  });

  test('may deny everything', () => {
    expect(findings({ Effect: 'Deny', Action: 's3:*', Resource: '*', Principal: '*' })).toEqual([]);
  });

  test('of a single statement is read too', () => {
    expect(policyFindings({ of: 'it', text: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::a"}}' })).toHaveLength(1);
  });

  test.each(['${data.aws_iam_policy_document.mine.json}', undefined])('that only Terraform knows is not judged: %s', (text) => {
    expect(policyFindings({ of: 'it', text })).toEqual([]);
  });
});

describe('a role', () => {
  const role = { stack: 'storage-b', roleName: 'prod.loki.loki' };

  test('is made once', () => {
    expect(accountFindings(role, [{ stack: 'storage-a', roleName: 'prod.thanos.thanos' }])).toEqual([]);
    expect(accountFindings(role, [{ stack: 'storage-a', roleName: 'prod.loki.loki' }])).toEqual([{
      what: "the role prod.loki.loki is made by stack 'storage-a' and by stack 'storage-b'",
      why: 'a service account has one role: the second stack that is applied fails (EntityAlreadyExists)',
      fix: "put the stores that it uses into one stack, 'storage-a', or let its parts run under service accounts of their own",
    }]);
  });
});
