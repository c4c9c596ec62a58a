import { Finding } from '../../../validation';
import { literalOf, quoted } from '../../patterns';
import { RelabelConfig } from '../../relabel/relabel-config';
import { partInItsPolicy } from '../compose-policies';
import { ChangeLabels, isEverything, PolicyPlan, PolicyStep } from '../policy-plan';
import { Compiled } from './compiled';
import { mergingChanges } from './merging-series';
import { stepsWithRecorded } from './recorded-names';
import { relabelRules } from './relabel-rules';

/** Rules for series as they are scraped (`metric_relabel_configs`). */
export function scrapeRelabeling(plan: PolicyPlan): Compiled<RelabelConfig[]> {
  return {
    document: relabelRules(plan.steps),
    findings: [
      ...plan.steps.flatMap(inexpressible),
      ...plan.steps.flatMap(losses),
      ...plan.aggregations.filter(({ keepRaw }) => !keepRaw).map(({ part, metric }) => ({
        what: `${part} does not keep '${metric}', which its rule reads`,
        why: 'a rule reads what was scraped: dropped there, it would have nothing to record',
        fix: 'writeRelabelConfigs() in remote write, which leaves it out after the rule has read it; keepRaw: true here',
      })),
    ],
  };
}

/** Rules for series as they are sent on (`write_relabel_configs`): recorded series pass, those that they stand for do not. */
export function writeRelabeling(plan: PolicyPlan): Compiled<RelabelConfig[]> {
  const raw = plan.aggregations.filter(({ keepRaw }) => !keepRaw);
  const gone: PolicyStep[] = raw.length === 0 ? [] : [{ kind: 'dropMetrics', part: 'aggregate', patterns: [...new Set(raw.map(({ metric }) => quoted(metric)))] }];
  const steps = stepsWithRecorded(plan);
  const afterAllowList = steps.map(({ kind }) => kind).lastIndexOf('keepMetrics') + 1;
  return {
    document: relabelRules([...steps.slice(0, afterAllowList), ...gone, ...steps.slice(afterAllowList)]),
    findings: [...plan.steps.flatMap(inexpressible), ...plan.steps.flatMap(losses)],
  };
}

/** What relabel rules have no words for: they take labels from all series by expressions, from some by their names. */
export function inexpressible(step: PolicyStep): Finding[] {
  if (step.kind !== 'changeLabels' || isEverything(step.selection)) {
    return [];
  }
  return step.changes.flatMap((change) => {
    switch (change.kind) {
      case 'keepLabels': return [{
        what: `${change.part} keeps labels of some series only`,
        why: 'relabel rules can keep labels of all series, and of some only take away what has a name',
        fix: `${step.part}.dropLabels: the names of the others; keepLabels for all series; or a collector`,
      }];
      case 'dropLabels': return change.patterns.filter((pattern) => literalOf(pattern) === undefined).map((pattern) => ({
        what: `${change.part} takes '${pattern}' from some series only`,
        why: 'relabel rules take labels from all series by expressions, from some only by their names',
        fix: `${change.part}: the names of the labels; dropLabels for all series; or a collector`,
      }));
      case 'renameLabel':
      case 'mapLabel': return [];
    }
  });
}

/** Nothing merges on the way of relabel rules: of series that become the same one sample is kept. */
function losses(step: PolicyStep): Finding[] {
  const changes = step.kind === 'changeLabels' ? mergingChanges(step) : [];
  return changes.length === 0 ? [] : [{
    what: `${[...new Set(changes.map(({ part }) => part))].join(', ')} may make series the same`,
    why: 'Prometheus keeps one sample of them and loses the others, without a word',
    fix: `${uniqueOf(step as ChangeLabels)}, when you know that none become the same (the simulator checks it); or scrape with a collector, which merges them`,
  }];
}

function uniqueOf({ part }: ChangeLabels): string {
  const written = partInItsPolicy(part);
  return written === '' ? 'unique: true' : `${written}.unique: true`;
}
