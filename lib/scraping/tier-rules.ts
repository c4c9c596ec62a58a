import { AnnotationScrapingOptions, TierDefault } from './annotation-scraping-options';
import { AnnotatedKind, annotationLabel, labelName } from './annotations';
import { ScrapeConfig } from './scrape-config';
import { ScrapeTier } from './scrape-tier';
import { requireNamespaces } from '../kubernetes/api-access';
import { RelabelAction, RelabelConfig } from '../policy';
import { quoted } from '../policy/patterns';
import { fail } from '../validation';

/** Prometheus leaves names that begin so to its users. */
const TIER = '__tmp_scrape_tier';

/** One job, or one for each tier: every target that it would have is in exactly one of them. */
export function inTiers(kind: AnnotatedKind, options: AnnotationScrapingOptions, job: ScrapeConfig): ScrapeConfig[] {
  const { tiers, scrapeInterval, scrapeTimeout } = options;
  requireTiers(kind.caller, options);
  if (tiers === undefined) {
    return [{ ...job, scrapeInterval, scrapeTimeout }];
  }
  const choice = choiceOf(kind, options, tiers);
  return tiers.map((tier) => ({
    ...job,
    jobName: `${job.jobName}-${tier.name}`,
    tier,
    relabelConfigs: [
      ...job.relabelConfigs ?? [],
      ...choice,
      { sourceLabels: [TIER], regex: tier.name, action: RelabelAction.KEEP },
      // whoever changes the tier stays the same series
      { targetLabel: 'job', replacement: job.jobName },
    ],
  }));
}

/** What the annotation says, before what is said of namespaces and labels, before what is said of all. The last rule that matches counts. */
function choiceOf(kind: AnnotatedKind, options: AnnotationScrapingOptions, tiers: readonly ScrapeTier[]): RelabelConfig[] {
  const usual = options.defaultTier ?? tiers.find(({ name }) => name === ScrapeTier.NORMAL.name) ?? tiers[0]!;
  return [
    { targetLabel: TIER, replacement: usual.name },
    ...[...options.tierDefaults ?? []].reverse().map((each) => defaultRule(kind.meta, each)),
    { sourceLabels: [`${annotationLabel(kind, options.annotationPrefix)}_tier`], regex: `(${tiers.map(({ name }) => name).join('|')})`, targetLabel: TIER },
  ];
}

function defaultRule(meta: string, { tier, namespaces, labels = {} }: TierDefault): RelabelConfig {
  const wanted = [
    ...namespaces?.length ? [{ label: '__meta_kubernetes_namespace', values: namespaces }] : [],
    ...Object.entries(labels).map(([name, value]) => ({ label: `${meta}_label_${labelName(name)}`, values: [value] })),
  ];
  return {
    sourceLabels: wanted.map(({ label }) => label),
    regex: wanted.map(({ values }) => `(?:${values.map(quoted).join('|')})`).join(';'),
    targetLabel: TIER,
    replacement: tier.name,
  };
}

function requireTiers(caller: string, { tiers, defaultTier, tierDefaults = [], scrapeInterval, scrapeTimeout }: AnnotationScrapingOptions): void {
  const given = scrapeInterval ? 'scrapeInterval' : scrapeTimeout ? 'scrapeTimeout' : undefined;
  if (tiers === undefined) {
    if (defaultTier ?? tierDefaults[0]) {
      fail(caller, {
        what: `${defaultTier ? 'defaultTier' : 'tierDefaults'} without tiers`,
        why: 'there is one job for all, and nothing to choose',
        fix: 'tiers: [ScrapeTier.CRITICAL, ScrapeTier.NORMAL, ScrapeTier.DEVELOPMENT]',
      });
    }
    return;
  }
  if (tiers.length === 0) {
    fail(caller, { what: 'tiers is empty', why: 'there would be no job, and nothing would be scraped', fix: 'tiers: [ScrapeTier.NORMAL]' });
  }
  const names = tiers.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    fail(caller, { what: `two tiers are called '${twice}'`, why: 'an annotation could not tell them apart', fix: 'give each a name of its own' });
  }
  if (given) {
    fail(caller, { what: `${given} is given, with tiers`, why: 'each tier has its own', fix: `leave ${given} out` });
  }
  [...defaultTier ? [{ property: 'defaultTier', tier: defaultTier }] : [], ...tierDefaults.map(({ tier }) => ({ property: 'tierDefaults', tier }))]
    .filter(({ tier }) => !names.includes(tier.name))
    .forEach(({ property, tier }) => fail(caller, {
      what: `${property} has tier '${tier.name}', which is not among tiers`,
      why: 'no job would scrape those that are in it',
      fix: `one of ${names.join(', ')}, or the tier among tiers`,
    }));
  tierDefaults.forEach((each, index) => requireDefault(caller, each, index));
}

function requireDefault(caller: string, { tier, namespaces, labels = {} }: TierDefault, index: number): void {
  requireNamespaces(caller, namespaces);
  if ((namespaces ?? []).length + Object.keys(labels).length === 0) {
    fail(caller, {
      what: `tierDefaults[${index}] has neither namespaces nor labels`,
      why: 'it would be for all, and what comes after it for nobody',
      fix: `defaultTier: the tier '${tier.name}', or namespaces: ['payments']`,
    });
  }
}
