import { Duration } from 'cdk8s';
import { prometheusDuration } from '../../policy/relabel/prometheus-duration';
import { goDuration } from '../../wiring/go-duration';
import { labelFlags, Labels } from '../external-labels';
import { FlagValues } from '../flags/setting';

/** Where the results of rules are: in blocks of the ruler, who then answers Query with them, or with somebody who takes remote write. */
export interface RulerResults {
  /** The blocks are uploaded, and kept here for `retention`. */
  readonly blocks?: { readonly objstoreFile?: string; readonly retention: Duration };
  readonly remoteWriteFile?: string;
}

/** What is known of a ruler. */
export interface RulerPlan {
  readonly labels: Labels;
  /** The label by which its replicas differ; alerts lose it, so that those of all replicas are the same. */
  readonly replicaLabel: string;
  /** The value of that label, such as `$(POD_NAME)`. */
  readonly replica: string;
  readonly directory: string;
  readonly ruleFiles: readonly string[];
  readonly queryFile: string;
  readonly alertmanagersFile?: string;
  readonly alertQueryUrl?: string;
  readonly evaluationInterval?: Duration;
  readonly results: RulerResults;
}

/** What a ruler is started with. */
export function rulerFlags(plan: RulerPlan): FlagValues {
  return {
    'label': labelFlags({ ...plan.labels, [plan.replicaLabel]: plan.replica }),
    'alert.label-drop': [plan.replicaLabel],
    'data-dir': plan.directory,
    'rule-file': plan.ruleFiles,
    'query.config-file': plan.queryFile,
    'alertmanagers.config-file': plan.alertmanagersFile,
    'alert.query-url': plan.alertQueryUrl,
    'eval-interval': plan.evaluationInterval && goDuration(plan.evaluationInterval),
    ...resultFlags(plan),
  };
}

function resultFlags({ results: { blocks, remoteWriteFile }, replicaLabel }: RulerPlan): FlagValues {
  return {
    'objstore.config-file': blocks?.objstoreFile,
    'tsdb.retention': blocks && prometheusDuration(blocks.retention.toMilliseconds()),
    'remote-write.config-file': remoteWriteFile,
    // a ruler that comes back asks for the state of alerts, which another replica may have written
    'restore-ignored-label': remoteWriteFile === undefined ? undefined : [replicaLabel],
  };
}
