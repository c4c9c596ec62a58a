/** Agents as platform teams set them up, with the policies that are asked of them. */
import { FIRST_LINE, LINE_BY_LINE, OF_SEVERAL_LINES, Program } from './programs';
import { ContainerLogsOptions, LogCondition, LogRule, LogSecret, LogSeverity, LogVolumePolicy } from '../../../lib';

/** How a body would be cut by somebody who is mistaken. */
export type LineCut = (body: string) => readonly string[];

export interface Case {
  readonly name: string;
  readonly programs: readonly Program[];
  readonly containerLogs: ContainerLogsOptions;
  readonly policy: LogVolumePolicy;
  /** policies that are nearly the same */
  readonly others: Readonly<Record<string, LogVolumePolicy>>;
  readonly mistaken: LineCut;
}

const { allOf, body, healthCheck, namespace, not, requestPath, resourceAttribute, severityBelow } = LogCondition;
const { INFO, WARN } = LogSeverity;

const SECRETS = [
  LogSecret.BEARER_TOKEN, LogSecret.BASIC_AUTH, LogSecret.PASSWORD, LogSecret.URL_CREDENTIALS, LogSecret.JSON_WEB_TOKEN, LogSecret.PRIVATE_KEY,
  LogSecret.API_KEY, LogSecret.CARD_NUMBER, LogSecret.EMAIL,
];

const CLUSTER = namespace(['kube-system', 'platform']);
/** In the midst of what prometheus writes. */
const PROMETHEUS_STAYS = { when: resourceAttribute('k8s.container.name', ['prometheus']), until: '2026-11-27T10:00:00.1Z' };
const SERVED = allOf([namespace(['ingress']), not(body('" [45][0-9][0-9] '))]);
const OUT_OF_MEMORY = body('^Exception in thread .*OutOfMemoryError');
const STACKS = not(body('no such customer'));

const LINES = {
  health: LogRule.drop('health-checks', { when: healthCheck() }),
  quiet: LogRule.dropBelow('quiet', { severity: WARN, when: CLUSTER, except: [PROMETHEUS_STAYS] }),
  debug: LogRule.keepShare('debug', { when: severityBelow(INFO), percent: 10 }),
  access: LogRule.keepShare('access', { when: SERVED, percent: 40 }),
  secrets: LogRule.redact('secrets', { secrets: SECRETS }),
  long: LogRule.truncate('long-lines', { bytes: 8192 }),
  audit: LogRule.classify('audit', { when: body('\\baudit:'), logClass: 'audit' }),
};

const TRACES = {
  debug: LogRule.dropBelow('debug', { severity: INFO }),
  info: LogRule.keepShare('info', { when: allOf([severityBelow(WARN), body('order [0-9]+ taken')]), percent: 25 }),
  dead: LogRule.keepShare('dead', { when: OUT_OF_MEMORY, percent: 50 }),
  secrets: LogRule.redact('secrets', { secrets: SECRETS }),
  long: LogRule.truncate('stacks', { bytes: 1000, when: STACKS }),
};

/** A policy of some rules, some of them otherwise. */
function policy<T extends Readonly<Record<string, LogRule>>>(rules: T, otherwise: Partial<T> = {}): LogVolumePolicy {
  return new LogVolumePolicy({ rules: Object.values({ ...rules, ...otherwise }) });
}

export const CASES: readonly Case[] = [
  {
    name: 'lines of nginx, klog, logfmt, JSON and others',
    programs: LINE_BY_LINE,
    containerLogs: { excludeNamespaces: ['java', 'python'], json: { severityField: 'level' }, dropHealthChecks: false },
    policy: policy(LINES),
    others: {
      'health checks of one path': policy(LINES, { health: LogRule.drop('health-checks', { when: requestPath(['/healthz']) }) }),
      'another severity': policy(LINES, { quiet: LogRule.dropBelow('quiet', { severity: INFO, when: CLUSTER }) }),
      'no exception': policy(LINES, { quiet: LogRule.dropBelow('quiet', { severity: WARN, when: CLUSTER }) }),
      'another share': policy(LINES, { access: LogRule.keepShare('access', { when: SERVED, percent: 45 }) }),
      'a share of another name': policy(LINES, { debug: LogRule.keepShare('other', { when: severityBelow(INFO), percent: 10 }) }),
      'a secret less': policy(LINES, { secrets: LogRule.redact('secrets', { secrets: SECRETS.slice(0, -1) }) }),
      'a byte more': policy(LINES, { long: LogRule.truncate('long-lines', { bytes: 8193 }) }),
    },
    mistaken: (text) => [text.trimEnd()],
  },
  {
    name: 'records of several lines of Java and Python',
    programs: OF_SEVERAL_LINES,
    containerLogs: { includeNamespaces: ['java', 'python'], multiline: { firstLine: FIRST_LINE } },
    policy: policy(TRACES),
    others: {
      'another severity': policy(TRACES, { debug: LogRule.dropBelow('debug', { severity: WARN }) }),
      'another share': policy(TRACES, { dead: LogRule.keepShare('dead', { when: OUT_OF_MEMORY, percent: 60 }) }),
      'no secrets': policy(TRACES, { secrets: LogRule.redact('secrets', { secrets: [LogSecret.CARD_NUMBER] }) }),
      'a byte less': policy(TRACES, { long: LogRule.truncate('stacks', { bytes: 999, when: STACKS }) }),
    },
    mistaken: (text) => text.split(/\n(?=\S)/),
  },
];
