import { aPlan } from './fixtures';
import { releaseDocument } from '../../lib/prerequisites/release-document';

test('a release without values or predecessors says nothing of them', () => {
  const document = releaseDocument(aPlan());

  expect(document).toMatchObject({ type: 'helm_release', name: 'reloader' });
  expect(document).not.toHaveProperty('dependsOn');
  expect(document.attributes).not.toHaveProperty('values');
});

test('values are one text, in which text stays text whatever takes the place of a reference', () => {
  expect(releaseDocument(aPlan({ values: { account: '${local.account}', version: '1.10' } })).attributes.values)
    .toEqual(['{"account":"${local.account}","version":"1.10"}']);
});

test('predecessors are those that the plan names', () => {
  expect(releaseDocument(aPlan({ after: ['helm_release.cert_manager'] })).dependsOn).toEqual(['helm_release.cert_manager']);
});

test('nothing but attributes is written, which releases 2 and 3 of the provider read alike', () => {
  const { attributes } = releaseDocument(aPlan({ values: { replicas: 1 } }));

  expect(Object.keys(attributes).sort())
    .toEqual(['atomic', 'chart', 'create_namespace', 'name', 'namespace', 'repository', 'timeout', 'values', 'version', 'wait']);
});
