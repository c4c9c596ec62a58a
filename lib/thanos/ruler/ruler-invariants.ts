import { RulerPlan } from './flags';
import { Finding } from '../../validation';
import { FlagValues } from '../flags/setting';

/** Judges a ruler before it is written. */
export function rulerFindings({ labels, replicaLabel, results }: RulerPlan): Finding[] {
  const { blocks, remoteWriteFile } = results;
  return [
    ...labels[replicaLabel] === undefined ? [] : [{
      what: `the ruler has ${replicaLabel}="${labels[replicaLabel]}", and the same label to tell its replicas apart`,
      why: 'its replicas would overwrite it, and alerts lose it',
      fix: `take ${replicaLabel} out of externalLabels`,
    }],
    ...blocks !== undefined && remoteWriteFile !== undefined ? [{
      what: 'the ruler has blocks of its own, and writes to somebody else',
      why: 'with remote write it keeps and uploads nothing: what is in the bucket would grow no more, and no error says so',
      fix: 'leave objectStore or remoteWriteTo out',
    }] : [],
    ...blocks === undefined && remoteWriteFile === undefined ? [{
      what: 'the ruler has neither blocks nor somebody to write to',
      why: 'the results of rules would be gone after two days',
      fix: 'objectStore for blocks of its own, or remoteWriteTo',
    }] : [],
  ];
}

/** Judges what a ruler is started with, whoever has written it. */
export function rulerFlagFindings(values: FlagValues, replicaLabel: string): Finding[] {
  const [labels, dropped] = ['label', 'alert.label-drop'].map((flag) => [values[flag] ?? []].flat().map(String));
  return [
    ...labels.some((label) => label.startsWith(`${replicaLabel}=`)) ? [] : [{
      what: `the ruler has no label ${replicaLabel}`,
      why: 'its replicas would write the same series, and their blocks could not be told apart: the compactor halts',
      fix: `--label=${replicaLabel}="$(POD_NAME)"`,
    }],
    ...dropped.includes(replicaLabel) ? [] : [{
      what: `alerts keep ${replicaLabel}, by which the replicas of the ruler differ`,
      why: 'Alertmanager would take the alerts of each replica for others, and notify of all of them',
      fix: `--alert.label-drop=${replicaLabel}`,
    }],
  ];
}
