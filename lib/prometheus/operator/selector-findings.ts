import { Finding } from '../../validation';
import { PrometheusPlan } from '../prometheus-plan';
import { ObjectSelector } from './object-selector';

/** Which objects of each kind a Prometheus takes, by how the resource names the kind. */
export interface PrometheusSelectors {
  readonly serviceMonitor: ObjectSelector;
  readonly podMonitor: ObjectSelector;
  readonly probe: ObjectSelector;
  readonly scrapeConfig: ObjectSelector;
  readonly rule: ObjectSelector;
}

/** Judges whether there is anything that it could keep. */
export function selectorFindings({ rule: _, ...monitors }: PrometheusSelectors, { remoteWriteReceiver }: Pick<PrometheusPlan, 'remoteWriteReceiver'>): Finding[] {
  return remoteWriteReceiver || Object.values(monitors).some(({ labels }) => labels !== undefined) ? [] : [{
    what: 'it takes no monitors, and remoteWriteReceiver is off',
    why: 'it scrapes nothing: every answer would be empty, and no alert would ever fire',
    fix: 'serviceMonitors: ObjectSelector.all()',
  }];
}
