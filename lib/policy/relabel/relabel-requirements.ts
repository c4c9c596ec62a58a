import { LabelNames } from './label-names';
import { RelabelConfig } from './relabel-config';
import { asOption, Spelling } from './relabel-keys';
import { actionRefusal, isAction, ownRefusal, Refusal, regexRefusal, ruleRefusal, sourceRefusal } from './relabel-refusals';
import { fail } from '../../validation';

/** Fails on what Prometheus refuses in relabellings of a program, with what it would complain of first. */
export function requireRelabellings(caller: string, property: string, configs: readonly RelabelConfig[], names = LabelNames.UTF8): void {
  refuseFirst(caller, property, configs, unreadable);
  requireRules(caller, property, configs, names, asOption);
}

/** Fails on what Prometheus refuses in relabellings that it can read; in the end on what it would read as something else. */
export function requireRules(caller: string, where: string, configs: readonly RelabelConfig[], names: LabelNames, spell: Spelling): void {
  refuseFirst(caller, where, configs, (config) => ruleRefusal(config, names, spell));
  refuseFirst(caller, where, configs, (config) => ownRefusal(config, spell), 'Prometheus refuses it, or reads something else than is meant');
}

export function refuse(caller: string, where: string, { words, fix }: Refusal, why = 'Prometheus and the collector refuse it'): never {
  return fail(caller, { what: `${where}: ${words}`, why, fix });
}

/** Where a rule stands. */
export function placeOf(list: string, index: number): string {
  return `${list}[${index}]`;
}

function refuseFirst(
  caller: string, where: string, configs: readonly RelabelConfig[], refusalOf: (config: RelabelConfig) => Refusal | undefined, why?: string,
): void {
  configs.forEach((config, index) => {
    const refusal = refusalOf(config);
    if (refusal) {
      refuse(caller, placeOf(where, index), refusal, why);
    }
  });
}

/** What Prometheus could not make sense of, in the order in which rules are written. */
function unreadable({ sourceLabels = [], regex, action }: RelabelConfig): Refusal | undefined {
  const [source] = sourceLabels.flatMap((name) => sourceRefusal(name, asOption) ?? []);
  return source ?? (regex === undefined ? undefined : regexRefusal(regex)) ?? (action === undefined || isAction(action) ? undefined : actionRefusal(action));
}
