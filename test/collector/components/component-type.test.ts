import { CATALOGUE } from '../../../lib/collector/components/catalogue';
import { ComponentKind, ComponentType, goModule, spelling } from '../../../lib/collector/components/component-type';
import { CollectorDistribution } from '../../../lib/versions';

const RENAMED = CATALOGUE.flatMap(({ renamed, ...type }) => (renamed ? [{ ...type, renamed, id: `${type.kind} ${type.name}` }] : []));

const UNCHANGED: ComponentType = {
  kind: ComponentKind.PROCESSOR,
  name: 'acme',
  module: 'example.com/acme/processor/acmeprocessor',
  distributions: [CollectorDistribution.CONTRIB],
  signals: [],
};

function neighbour(version: string, distance: number): string {
  const [major, minor] = version.split('.').map(Number);
  return `${major}.${minor + distance}.0`;
}

describe('a component type is called', () => {
  test.each(RENAMED)('$id: $renamed.from before $renamed.in, and by its new name since', (type) => {
    expect(spelling(type, neighbour(type.renamed.in, -1))).toBe(type.renamed.from);
    expect(spelling(type, type.renamed.in)).toBe(type.name);
    expect(spelling(type, neighbour(type.renamed.in, 1))).toBe(type.name);
  });

  test('always the same when it was never renamed', () => {
    expect(['0.146.0', '0.161.0', '1.0.0'].map((version) => spelling(UNCHANGED, version))).toEqual(['acme', 'acme', 'acme']);
  });
});

describe('the Go module of a component type', () => {
  test('has the version of the collector', () => {
    expect(goModule(UNCHANGED, '0.161.0')).toBe('example.com/acme/processor/acmeprocessor v0.161.0');
    expect(goModule(UNCHANGED, '0.159.1')).toBe('example.com/acme/processor/acmeprocessor v0.159.1');
  });

  test.each([
    ['0.160.0', 'v0.160.0'],
    ['0.161.0', 'v1.0.0'],
    ['0.162.0', 'v1.1.0'],
    ['0.170.0', 'v1.9.0'],
  ])('counts its minors from the collector that made it stable, at %s', (collectorVersion, version) => {
    expect(goModule({ ...UNCHANGED, stableFrom: '0.161.0' }, collectorVersion)).toBe(`example.com/acme/processor/acmeprocessor ${version}`);
  });
});
