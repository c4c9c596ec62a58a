import { RelabelConfig } from '../../relabel/relabel-config';
import { PolicyPlan, PolicyStep } from '../policy-plan';
import { collectorSteps } from './collector-steps';
import { Compiled } from './compiled';
import { mergingChanges } from './merging-series';
import { OttlStage, scrapedProgram } from './ottl/ottl-program';
import { relabelRules } from './relabel-rules';
import { inexpressible } from './series-relabeling';

/** A policy for a collector that scrapes: rules for its receiver, and what comes behind it. */
export interface ScrapingCollector {
  readonly metricRelabelConfigs: RelabelConfig[];
  readonly stages: readonly OttlStage[];
}

/**
 * What goes before anything merges goes in the receiver: a series that is dropped there costs nothing, and a bucket is a series. From the first merge
 * on it is the processors' turn.
 */
export function forScrapingCollector(plan: PolicyPlan): Compiled<ScrapingCollector> {
  const { document: steps, findings } = collectorSteps(plan);
  const firstMerge = steps.findIndex((step) => !isForReceiver(step));
  const received = firstMerge < 0 ? steps : steps.slice(0, firstMerge);
  const program = scrapedProgram(steps.slice(received.length));
  return {
    document: { metricRelabelConfigs: relabelRules(received), stages: program.document },
    findings: [...findings, ...program.findings],
  };
}

function isForReceiver(step: PolicyStep): boolean {
  return step.kind !== 'changeLabels' || (mergingChanges(step).length === 0 && inexpressible(step).length === 0);
}
