import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { MonitoringObjectOptions } from './monitoring-object-options';
import { manifestOf, MONITORING_KINDS, MonitoringKind } from './selection/monitoring-kinds';
import { registerScrapeRights, ScrapeRights } from './selection/scrape-rights';
import { selectionFindings } from './selection/selection-findings';
import { takersOf } from './selection/takers';
import { isLabelKey, isLabelValue } from '../../kubernetes/labels';
import { Finding, judgeAtSynth } from '../../validation';
import { isObjectName } from '../../wiring/object-name';

/** An object of the operator that a Prometheus takes. */
export interface MonitoringObjectPlan {
  readonly kind: MonitoringKind;
  readonly options: MonitoringObjectOptions;
  /** Its spec, at synth. */
  readonly spec: () => object;
  /** What is wrong with what it says, whoever takes it. */
  readonly findings: () => Finding[];
  readonly rights?: ScrapeRights;
}

/**
 * Makes the resource of a construct, with the labels by which its Prometheus takes it, and has it judged: both sides of the selector come from one value, or are
 * held against each other.
 */
export function monitoringObject(construct: Construct, { kind, options, spec, findings, rights }: MonitoringObjectPlan): ApiObject {
  const { apiVersion, selector } = MONITORING_KINDS[kind];
  const { name = construct.node.id, labels, prometheus } = options;
  const resource = new ApiObject(construct, 'resource', {
    apiVersion,
    kind,
    metadata: { name, labels: { ...prometheus?._selectors[selector].labels, ...labels } },
    spec: Lazy.any({ produce: spec }),
  });
  if (rights) {
    registerScrapeRights(kind, resource, rights);
  }
  judgeAtSynth(construct, () => {
    const takers = prometheus ? [manifestOf(prometheus.resource)] : takersOf(construct.node.root, kind);
    return [...metadataFindings(name, labels), ...findings(), ...selectionFindings(kind, manifestOf(resource), takers)];
  }, (all) => all);
  return resource;
}

function metadataFindings(name: string, labels: MonitoringObjectOptions['labels'] = {}): Finding[] {
  return [
    ...isObjectName(name) ? [] : [{
      what: `'${name}' is not a name for an object`, why: 'Kubernetes takes lower-case letters, digits, - and . only, and refuses it', fix: "name: 'shop'",
    }],
    ...Object.entries(labels).filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value)).map(([key, value]) => ({
      what: `labels has '${key}: ${value}'`, why: 'Kubernetes refuses the object', fix: "labels: { team: 'shop' }",
    })),
  ];
}
