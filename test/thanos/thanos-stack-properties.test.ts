import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { problems, whats } from './program';
import { stack } from './stacks';
import { MemberCluster, StoreApi, ThanosReceiveOptions, ThanosStackProps, ThanosStoreGatewayOptions, Tls } from '../../lib';

const hours = fc.integer({ min: 0, max: 24 * 30 }).map((amount) => Duration.hours(amount));
/** Mostly the default: with a few choices a program is often sound, with many never. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const count = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -1, max: 7 }) }, { weight: 1, arbitrary: fc.constantFrom(0.5, 2.5, NaN) });
const zone = fc.constantFrom('a', 'b', 'c', 'us-east-1a', 'EU West', '');

const receive: fc.Arbitrary<ThanosReceiveOptions> = fc.record({
  replicas: maybe(count),
  replicationFactor: maybe(count),
  zones: maybe(fc.array(zone, { maxLength: 4 })),
  localRetention: maybe(hours),
  outOfOrderTimeWindow: maybe(hours),
  mergeReplicas: maybe(fc.boolean()),
});

const storeGateway: fc.Arbitrary<ThanosStoreGatewayOptions> = fc.record({
  replicas: maybe(count),
  window: maybe(fc.record({ name: fc.constantFrom('warm', 'cold', 'all', 'Bad Name'), oldest: maybe(hours), youngest: maybe(hours), shards: maybe(count) })),
  syncInterval: maybe(hours),
});

const member = fc.record({
  name: fc.constantFrom('prod', 'eu', 'us'), address: fc.constantFrom('eu.example.com:443', 'us.example.com:443', 'dns+eu.example.com:443', 'https://eu'), tls: fc.boolean(),
});

type Choices = Omit<ThanosStackProps, 'cluster' | 'objectStore' | 'members'> & { readonly askedMembers: readonly { name: string; address: string; tls: boolean }[] };

const choices: fc.Arbitrary<Choices> = fc.record({
  receive: fc.oneof(fc.constant(undefined), receive),
  storeGateways: maybe(fc.array(storeGateway, { maxLength: 3 })),
  query: maybe(fc.record({ replicas: maybe(count), timeout: maybe(hours), storeResponseTimeout: maybe(hours) })),
  queryFrontend: maybe(fc.record({ replicas: maybe(count), splitInterval: maybe(hours) })),
  compactor: maybe(fc.record({ deleteDelay: maybe(hours), downsampling: maybe(fc.boolean()) })),
  retention: maybe(fc.record({ raw: maybe(hours), fiveMinutes: maybe(hours), oneHour: maybe(hours) })),
  memcached: maybe(fc.record({ replicas: maybe(count) })),
  askedMembers: fc.oneof(fc.constant([]), fc.array(member, { maxLength: 2 })),
});

test('whatever is chosen, a stack is written, or says what is wrong with it and nothing else', () => {
  let [sound, wrong] = [0, 0];
  fc.assert(fc.property(choices, ({ askedMembers, ...props }) => {
    const found = whats((chart) => stack({
      ...props,
      members: askedMembers.map(({ name, address, tls }) => new MemberCluster({
        cluster: { name }, storeApis: [StoreApi.at({ address, tls: tls ? Tls.system() : Tls.plaintext() })],
      })),
    })(chart));
    [sound, wrong] = found.length === 0 ? [sound + 1, wrong] : [sound, wrong + 1];
  }), { numRuns: 200 });

  expect(Math.min(sound, wrong)).toBeGreaterThan(0);
});

test('ingestors that copies and zones allow are written, and those that they do not allow are not', () => {
  const zones = ['a', 'b', 'c'];
  const numbers = [fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 3 })] as const;

  fc.assert(fc.property(...numbers, (replicas, replicationFactor, zoned) => {
    const found = whats((chart) => stack({ receive: { replicas, replicationFactor, zones: zoned === 0 ? undefined : zones.slice(0, zoned) } })(chart));

    expect(found.length === 0).toBe(replicas >= replicationFactor && (zoned === 0 || replicas % zoned === 0));
  }), { numRuns: 40 });
});

interface Ingestors {
  readonly replicas: number;
  readonly replicationFactor: number;
  readonly zones?: string[];
}

/** Does literally what a fix says. */
function mended(ingestors: Ingestors, fix: string): Ingestors {
  const [, property, number] = /^(replicas|replicationFactor): (?:at least )?(\d+)/.exec(fix) ?? [];
  const zones = /^zones: \[(.*?)\]/.exec(fix)?.[1].split(', ').map((each) => each.slice(1, -1));
  if (property === undefined && zones === undefined) {
    throw new Error(`'${fix}' says nothing that can be followed`);
  }
  return { ...ingestors, ...(zones === undefined ? { [property]: Number(number) } : { zones }) };
}

test('whoever follows the fixes one after the other comes to ingestors that run', () => {
  const numbers = fc.oneof(fc.integer({ min: -2, max: 7 }), fc.constantFrom(0.5, 2.5));
  const named = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 });

  fc.assert(fc.property(numbers, numbers, fc.oneof(fc.constant(undefined), named), (replicas, replicationFactor, zones) => {
    let ingestors: Ingestors = { replicas, replicationFactor, zones };
    for (let step = 0; step < 6; step += 1) {
      const [problem] = problems((chart) => stack({ receive: ingestors })(chart)).filter(({ path }) => path.endsWith('/receive'));
      if (problem === undefined) {
        return;
      }
      ingestors = mended(ingestors, problem.fix);
    }
    throw new Error(`${JSON.stringify(ingestors)} is still wrong`);
  }), { numRuns: 40 });
});
