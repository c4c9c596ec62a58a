import { fail, Finding } from '../validation';
import { CollectorDistribution, isAtLeast } from '../versions';
import { Component } from './components/component';
import { COMPONENT_KINDS, goModule } from './components/component-type';
import { sectionOf } from './configuration';

/** Released distributions from the smallest to the largest. The smaller one has less to be attacked and patched. */
const BY_SIZE = [CollectorDistribution.K8S, CollectorDistribution.CONTRIB];

/** The smallest distribution that has every component; the largest when none has. */
export function smallestDistribution(components: readonly Component[]): CollectorDistribution {
  return BY_SIZE.find((distribution) => components.every(({ _type }) => _type.distributions.includes(distribution))) ?? CollectorDistribution.CONTRIB;
}

/** Components that a distribution of the given version does not have. */
export function distributionFindings(components: readonly Component[], distribution: CollectorDistribution, version: string): Finding[] {
  return components.flatMap((component) => {
    const type = component._type;
    if (type.since && !isAtLeast(version, type.since)) {
      return [{
        what: `${type.kind} ${type.name} is not in collector ${version}`,
        why: `it came with ${type.since}: the collector would not start ('unknown type')`,
        fix: `new VersionCatalog({ collector: '${type.since}' }) or later`,
      }];
    }
    if (distribution === CollectorDistribution.CUSTOM || type.distributions.includes(distribution)) {
      return [];
    }
    return [{
      what: `${type.kind} ${type.name} is not in the ${distribution} distribution`,
      why: "the collector would not start ('unknown type')",
      fix: type.distributions.length > 0
        ? `distribution: ${type.distributions.map((has) => `CollectorDistribution.${has.toUpperCase()}`).join(' or ')}, or leave distribution out`
        : 'distribution: CollectorDistribution.CUSTOM with an image that was built from collectorBuilderManifest()',
    }];
  });
}

/** What reads `${env:…}` and `${file:…}`. */
const PROVIDERS = ['env', 'file'].map((provider) => `go.opentelemetry.io/collector/confmap/provider/${provider}provider`);
const PROVIDERS_STABLE_FROM = '0.94.0';

/** What the collector builder reads. */
export interface BuilderManifest {
  readonly dist: { readonly [key: string]: string };
  readonly [section: string]: unknown;
}

/**
 * The collector builder's manifest of exactly what is in use.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/cmd/builder/README.md
 */
export function builderManifest(name: string, components: readonly Component[], version: string): BuilderManifest {
  const sections = COMPONENT_KINDS.map((kind) => {
    const modules = components.filter((component) => component.kind === kind).map((component) => moduleOf(component, version));
    return [sectionOf(kind), [...new Set(modules)].sort().map((gomod) => ({ gomod }))];
  });
  return {
    dist: { module: `example.com/${name}`, name, version, output_path: './_build' },
    ...Object.fromEntries(sections) as object,
    providers: PROVIDERS.map((module) => ({ gomod: goModule({ module, stableFrom: PROVIDERS_STABLE_FROM }, version) })),
  };
}

function moduleOf(component: Component, version: string): string {
  const type = component._type;
  if (type.module === '') {
    fail('collectorBuilderManifest', {
      what: `${type.kind} ${type.name} has no Go module`,
      why: 'the builder could not find it',
      fix: "module: 'github.com/acme/otel/processor/acmeprocessor' in its props",
    });
  }
  return goModule(type, version);
}
