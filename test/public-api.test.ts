import * as fs from 'fs';
import * as path from 'path';

/** What jsii has read of the public API when it compiled the library; `npm test` compiles first. */
interface Assembly {
  readonly types: { readonly [fqn: string]: Type };
}

interface Documented {
  readonly name: string;
  readonly docs?: { readonly summary?: string; readonly default?: string };
}

interface Member extends Documented {
  readonly optional?: boolean;
  readonly overrides?: string;
  readonly type?: unknown;
  readonly parameters?: unknown;
  readonly returns?: unknown;
}

interface Type extends Documented {
  readonly datatype?: boolean;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
  /** Of an enum. */
  readonly members?: readonly Documented[];
}

/** Texts and numbers beside references: a class for each would read worse in every program than the union does in Java. */
const UNIONS = [
  'AttributeMatch.value', 'BasicAuthClientProps.username', 'Destination.headers', 'DestinationProps.headers', 'GrafanaDatasource.jsonData',
  'HeaderSetting.fromAttribute', 'HeaderSetting.fromContext', 'HeaderSetting.value', 'LoadBalancingExporterProps.headers', 'OtlpEndpointOptions.headers',
  'RemoteWriteEndpointProps.headers',
];

/** Says nothing that the name of the property does not say. */
const CIRCULAR = /^-?\s*(undefined|none given|not set|no name)$/i;

const { types } = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '.jsii'), 'utf8')) as Assembly;

const membersOf = ({ properties = [], methods = [] }: Type): readonly Member[] => [...properties, ...methods];

const members = Object.values(types).flatMap((owner) => membersOf(owner).map((member) => ({ id: `${owner.name}.${member.name}`, owner, member })));

describe('the public API', () => {
  test('is there', () => {
    expect(Object.keys(types).length).toBeGreaterThan(300);
    expect(members.length).toBeGreaterThan(1_000);
  });

  test('says what everything is for', () => {
    const silent = [
      ...Object.values(types).filter(({ docs }) => !docs?.summary).map(({ name }) => name),
      ...members.filter(({ member: { docs, overrides } }) => !docs?.summary && overrides === undefined).map(({ id }) => id),
      ...Object.values(types).flatMap(({ name, members: choices = [] }) => choices.filter(({ docs }) => !docs?.summary).map((choice) => `${name}.${choice.name}`)),
    ];
    expect(silent).toEqual([]);
  });

  test('says what happens without each option', () => {
    const options = members.filter(({ owner, member }) => owner.datatype && member.optional);
    expect(options.length).toBeGreaterThan(500);
    expect(options.filter(({ member: { docs } }) => !docs?.default).map(({ id }) => id)).toEqual([]);
  });

  test('never says of a default that there is none of it', () => {
    expect(members.filter(({ member: { docs } }) => CIRCULAR.test(docs?.default ?? '')).map(({ id }) => id)).toEqual([]);
  });

  test('has no more unions, which are untyped in Java and Go', () => {
    const unions = members.filter(({ member: { type, parameters, returns } }) => JSON.stringify([type, parameters, returns]).includes('"union"'));
    expect(unions.map(({ id }) => id).sort()).toEqual(UNIONS);
  });
});
