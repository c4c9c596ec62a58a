import * as YAML from 'yaml';
import { documentsOf, manifestsOf, TEMPO_CASES } from '../../conformance/judging/tempo/cases';
import { documentFindings, overridesFindings } from '../../lib/tempo/keys/key-findings';

describe.each(Object.keys(TEMPO_CASES))('%s', (name) => {
  const version = TEMPO_CASES[name]!.versions?.tempo ?? '3.0.3';

  test('has no key that its version does not know, and no value of another type', () => {
    const documents = Object.values(documentsOf(name));
    expect(documents).toHaveLength(TEMPO_CASES[name]!.microservices === undefined ? 1 : TEMPO_CASES[name]!.metricsGenerator === undefined ? 5 : 6);
    expect(documents.flatMap((text) => documentFindings(YAML.parse(text), { source: name, version }))).toEqual([]);
  });

  test('has overrides that its version knows', () => {
    const texts = manifestsOf(name).flatMap(({ data }) => data?.['overrides.yaml'] ?? []);
    expect(texts).toHaveLength(1);
    expect(texts.flatMap((text) => overridesFindings(YAML.parse(text), { source: name, version }))).toEqual([]);
  });
});

test('every option of a stack is in a case', () => {
  const options = new Set(Object.values(TEMPO_CASES).flatMap((props) => Object.keys(props)));
  expect([...options].sort()).toEqual([
    'cache', 'extraConfig', 'limits', 'logLevel', 'metricsGenerator', 'microservices', 'monolith', 'multitenancy', 'name', 'objectStore', 'retention', 'tenants', 'versions',
  ]);
});
