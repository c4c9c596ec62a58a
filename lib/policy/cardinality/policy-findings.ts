import { amountFindings } from './amount-findings';
import { CardinalityPolicyProps, LabelRules } from './cardinality-policy-props';
import { METRIC_NAME, STRUCTURAL_LABELS } from './policy-plan';
import { Finding } from '../../validation';
import { patternFinding } from '../patterns';
import { AnchoredPattern } from '../relabel/anchored-pattern';
import { isLabelName, isLabelTemplate, LabelNames } from '../relabel/label-names';

/** What a policy may not touch: without a name, or without its bounds, a series is none. */
const UNTOUCHABLE = [METRIC_NAME, ...STRUCTURAL_LABELS];

/** Everything that cannot be read in what a user has written. */
export function policyFindings(props: CardinalityPolicyProps): Finding[] {
  const unreadable = unreadablePatterns(props);
  return [
    ...unreadable,
    ...emptiness(props),
    // what an expression means is not known before it can be read
    ...unreadable.length > 0 ? [] : labelRules(props).flatMap(([where, rules]) => labelFindings(where, rules)),
    ...bucketFindings(props),
    ...aggregationFindings(props),
    ...amountFindings('limits', props.limits ?? {}),
    ...amountFindings('budget', props.budget ?? {}),
  ];
}

/** The rules on labels and where they are written. */
function labelRules(props: CardinalityPolicyProps): (readonly [where: string, rules: LabelRules])[] {
  return [['', props], ...(props.forSeries ?? []).map((rules, index) => [`forSeries[${index}].`, rules] as const)];
}

function unreadablePatterns(props: CardinalityPolicyProps): Finding[] {
  const list = (property: string, patterns: readonly string[] = []) => patterns.map((pattern, index) => [`${property}[${index}]`, pattern] as const);
  const selections = [
    ...(props.dropSeries ?? []).map((selection, index) => [`dropSeries[${index}]`, selection] as const),
    ...(props.forSeries ?? []).map((selection, index) => [`forSeries[${index}]`, selection] as const),
  ];
  const patterns = [
    ...list('keepMetrics', props.keepMetrics),
    ...list('dropMetrics', props.dropMetrics),
    ...selections.flatMap(([where, { metrics, labels = {} }]) => [
      ...metrics === undefined ? [] : [[`${where}.metrics`, metrics] as const],
      ...Object.entries(labels).map(([label, match]) => [`${where}.labels['${label}']`, match] as const),
    ]),
    ...(props.keepBuckets ?? []).map(({ metric }, index) => [`keepBuckets[${index}].metric`, metric] as const),
    ...labelRules(props).flatMap(([where, { dropLabels, keepLabels, mapLabels = [] }]) => [
      ...list(`${where}dropLabels`, dropLabels),
      ...list(`${where}keepLabels`, keepLabels),
      ...mapLabels.map(({ match }, index) => [`${where}mapLabels[${index}].match`, match] as const),
    ]),
  ];
  return patterns.flatMap(([where, pattern]) => patternFinding(where, pattern) ?? []);
}

const RULES_ON_LABELS = ['dropLabels', 'keepLabels', 'renameLabels', 'mapLabels'] as const;

/** What acts on nothing, and what leaves nothing. */
function emptiness(props: CardinalityPolicyProps): Finding[] {
  const hasNothing = (rules: object) => Object.values(rules).every((value) => value === undefined || (typeof value === 'object' && Object.keys(value as object).length === 0));
  const { keepMetrics, dropSeries = [], forSeries = [] } = props;
  const nothing = (what: string, why: string, fix: string): Finding => ({ what, why, fix });
  return [
    ...hasNothing({ ...props, mergeGauges: undefined, unique: undefined, keepMetrics: keepMetrics && 'given' })
      ? [nothing('the policy has no rule', 'it would change nothing', "dropLabels: ['request_id'], or no policy")] : [],
    ...keepMetrics?.length === 0 ? [nothing('keepMetrics is empty', 'no series would stay', "keepMetrics: ['http_.*', 'up']")] : [],
    ...dropSeries.flatMap((selection, index) => hasNothing(selection)
      ? [nothing(`dropSeries[${index}] has neither metrics nor labels`, 'no series would stay', `dropSeries[${index}]: { metrics: 'go_.*' }`)] : []),
    ...forSeries.flatMap(({ metrics, labels, ...rules }, index) => [
      ...hasNothing({ metrics, labels })
        ? [nothing(`forSeries[${index}] has neither metrics nor labels`, 'it would act on all series, which rules outside of forSeries do', `forSeries[${index}].metrics: 'http_.*'`)] : [],
      ...hasNothing(Object.fromEntries(RULES_ON_LABELS.map((rule) => [rule, rules[rule]])))
        ? [nothing(`forSeries[${index}] has no rule`, 'it would change nothing', `forSeries[${index}].dropLabels: ['request_id']`)] : [],
    ]),
  ];
}

function labelFindings(where: string, { dropLabels = [], renameLabels = {}, mapLabels = [] }: LabelRules): Finding[] {
  const untouchable = (property: string, label: string): Finding => ({
    what: `${where}${property} takes '${label}'`,
    why: label === METRIC_NAME ? 'series without a name are refused' : 'histograms and summaries are nothing without it',
    fix: label === METRIC_NAME ? 'dropMetrics, for whole metrics' : 'keepBuckets, to thin histograms; dropMetrics, for whole metrics',
  });
  const badName = (property: string, label: string): Finding => ({
    what: `${where}${property} has the label '${label}'`, why: 'no label may have it for a name; names that begin with __ are for engines', fix: "a name such as 'path'",
  });
  const names = [...Object.entries(renameLabels).flat().map((label) => ['renameLabels', label] as const), ...mapLabels.map(({ label }) => ['mapLabels', label] as const)];
  return [
    ...dropLabels.flatMap((pattern, index) => UNTOUCHABLE.filter((label) => new AnchoredPattern(pattern).matches(label)).map((label) => untouchable(`dropLabels[${index}] '${pattern}'`, label))),
    ...names.flatMap(([property, label]) => UNTOUCHABLE.includes(label) ? [untouchable(property, label)] : isOwnLabel(label) ? [] : [badName(property, label)]),
    ...mapLabels.flatMap(({ replacement }, index) => isLabelTemplate(LabelNames.UTF8, replacement || 'empty') ? [] : [{
      what: `${where}mapLabels[${index}].replacement '${replacement}' is no text`, why: 'UTF-8 cannot write it', fix: 'whole characters',
    }]),
  ];
}

/** A label that belongs to the user. */
function isOwnLabel(label: string): boolean {
  return isLabelName(LabelNames.UTF8, label) && !label.startsWith('__');
}

function bucketFindings({ keepBuckets = [] }: CardinalityPolicyProps): Finding[] {
  return keepBuckets.flatMap(({ metric, le, bounds }, index) => {
    const where = `keepBuckets[${index}]`;
    const odd = [...le, ...bounds ?? []].filter((bound) => !Number.isFinite(bound));
    const unknown = bounds && le.filter((bound) => !bounds.includes(bound));
    return [
      ...le.length === 0 ? [{ what: `${where} keeps no bound`, why: 'a histogram with one bucket is a counter', fix: `dropMetrics: ['${metric}_bucket'], or bounds in le` }] : [],
      ...odd.map((bound) => ({ what: `${where} has the bound ${bound}`, why: '+Inf always stays, and no bucket has another bound that is no number', fix: `${where}.le: [0.1, 0.5, 1]` })),
      ...metric.endsWith('_bucket') ? [{ what: `${where}.metric is '${metric}'`, why: `it would be looked for in ${metric}_bucket`, fix: `${where}.metric: '${metric.replace(/_bucket$/, '')}'` }] : [],
      ...unknown?.length ? [{ what: `${where}.le has ${unknown.join(', ')}, which bounds does not have`, why: 'a bucket that the histogram does not have cannot stay', fix: `${where}.bounds: all bounds of the histogram` }] : [],
    ];
  });
}

const METRIC_TEXT = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

function aggregationFindings({ aggregate = [] }: CardinalityPolicyProps): Finding[] {
  return aggregate.flatMap(({ metric, by, without, window, interval }, index) => {
    const where = `aggregate[${index}]`;
    const durations = Object.entries({ window, interval }).filter(([, duration]) => duration !== undefined && duration.toMilliseconds() <= 0);
    return [
      ...METRIC_TEXT.test(metric) ? [] : [{ what: `${where}.metric is '${metric}'`, why: 'a recording rule is about one metric, by its name', fix: `${where}.metric: 'http_requests_total'` }],
      ...(by === undefined) === (without === undefined)
        ? [{ what: `${where} has ${by ? 'both by and without' : 'neither by nor without'}`, why: 'one of them says which labels stay', fix: `${where}.by: ['namespace']` }] : [],
      ...[...by ?? [], ...without ?? []].filter((label) => !isOwnLabel(label) && label !== 'le').map((label) => ({
        what: `${where} has the label '${label}'`, why: 'no label of a series may have it for a name', fix: "a name such as 'path'",
      })),
      ...durations.map(([name, duration]) => ({ what: `${where}.${name} is ${duration!.toHumanString()}`, why: 'Prometheus refuses the rule', fix: `${where}.${name}: Duration.minutes(5)` })),
    ];
  });
}
