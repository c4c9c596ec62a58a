import type { PrometheusOptions } from './prometheus-options';
import { DATA_MOUNT_PATH, PrometheusPlan, WEB_PORT } from './prometheus-plan';
import { prometheusDuration } from '../policy/relabel/prometheus-duration';
import { FlagValues, settingsOf, writtenSetting } from '../thanos/flags/setting';
import { thanosSize } from '../thanos/sizes';
import { Finding } from '../validation';
import { isAtLeast } from '../versions';

/** The first version that reads the retention in its configuration as it is meant: those before took a time for a million times as long. */
const RETENTION_IN_FILE = '3.11.0';

/** Whether retention is said in the configuration; flags say it in older versions, and are deprecated since. */
export function keepsRetentionInFile(version: string): boolean {
  return isAtLeast(version, RETENTION_IN_FILE);
}

/** What a Prometheus is started with. */
export function prometheusFlags(plan: PrometheusPlan, configFile: string): FlagValues {
  return {
    'config.file': configFile,
    'storage.tsdb.path': DATA_MOUNT_PATH,
    ...keepsRetentionInFile(plan.version) ? {} : {
      'storage.tsdb.retention.time': prometheusDuration(plan.retention.toMilliseconds()),
      'storage.tsdb.retention.size': thanosSize(plan.retentionSize),
    },
    ...plan.coordination?.prometheus,
    // of both families of addresses
    'web.listen-address': `:${WEB_PORT}`,
    ...plan.externalUrl === undefined ? {} : { 'web.external-url': plan.externalUrl, 'web.route-prefix': '/' },
    'web.enable-remote-write-receiver': plan.remoteWriteReceiver ? true : undefined,
    'enable-feature': plan.maxExemplars === undefined ? undefined : 'exemplar-storage',
  };
}

/** Flags that the library never leaves to others, also where this version reads what they say in its configuration. */
const RETENTION_FLAGS = ['storage.tsdb.retention.time', 'storage.tsdb.retention.size'];

/** A flag that may be given any number of times: all of them count. */
const REPEATED = 'enable-feature';

/** What stands for a flag. */
const PROPERTIES: { readonly [flag: string]: keyof PrometheusOptions } = {
  'storage.tsdb.retention.time': 'retention',
  'storage.tsdb.retention.size': 'retentionSize',
  'web.external-url': 'externalUrl',
  'web.enable-remote-write-receiver': 'remoteWriteReceiver',
};

/** The arguments of the container: what the library sets, then what the user adds. */
export function prometheusArguments(flags: FlagValues, extraArgs: readonly string[] = []): string[] {
  return [...settingsOf(flags, []).map(writtenSetting), ...extraArgs];
}

/** What is wrong with what the user adds. */
export function extraArgumentFindings(flags: FlagValues, extraArgs: readonly string[] = []): Finding[] {
  return extraArgs.flatMap((argument) => {
    const name = /^--(?:no-)?([a-z][a-z0-9.-]*)(?:=|$)/.exec(argument)?.[1];
    if (name === undefined) {
      return [{
        what: `'${argument}' in extraArgs is no argument of the form --flag=value`,
        why: 'Prometheus would end with an error before it starts: it takes nothing but flags',
        fix: "one string for each flag and its value, with two dashes: '--query.max-concurrency=40'",
      }];
    }
    return name === 'agent' || (flags[name] !== undefined && name !== REPEATED) || RETENTION_FLAGS.includes(name) ? [{
      what: `${argument} in extraArgs is ${name === 'agent' ? 'another program' : 'a flag that the library sets itself'}`,
      why: name === 'agent'
        ? 'an agent has no rules, alerts, blocks and queries: it does not start with this configuration'
        : 'what the library derives from the value, such as ports, volumes and the sidecar, would not follow',
      fix: name === 'agent' ? 'a collector with a Prometheus receiver sends samples on' : `take it out of extraArgs, and ${PROPERTIES[name] === undefined ? `leave --${name} to the library` : `use ${PROPERTIES[name]}`}`,
    }] : [];
  });
}
