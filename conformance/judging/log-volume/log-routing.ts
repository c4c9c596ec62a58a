/** Records by their class in a real collector: each must come out where the interpreter says, once, and where it is copied to. */
import { isDeepStrictEqual } from 'node:util';
import { recordsIn, ResourceLogs } from './otlp-logs';
import { LogVolumeProcessors } from '../../../lib/collector';
import { PlannedLogRoute, routedLogs } from '../../../lib/collector/log-routes';
import { Pipeline } from '../../../lib/collector/pipeline';
import { LogCondition, LoggedRecord, LogRule, LogSeverity, LogVolumePolicy } from '../../../lib/policy';
import { Signal } from '../../../lib/wiring';
import { throughPipelines } from '../collector/through-processors';

const PORT = 23_951;
const REST = 'rest';
const { body, namespace, severityBelow } = LogCondition;

const POLICY = new LogVolumePolicy({
  rules: [
    LogRule.classify('payments', { when: namespace(['payments']), logClass: 'payments' }),
    LogRule.classify('debug', { when: severityBelow(LogSeverity.INFO), logClass: 'debug.1' }),
    LogRule.classify('audit', { when: body('(?i)error|login'), logClass: 'audit' }),
    LogRule.classify('nowhere', { when: body('GET'), logClass: 'nowhere' }),
  ],
});

/** A class that no route takes is among them, and one that only records say themselves. */
const ROUTES: readonly PlannedLogRoute[] = [
  { logClass: 'payments', copy: false }, { logClass: 'audit', copy: true }, { logClass: 'debug.1', copy: false }, { logClass: 'own-class', copy: false },
].map((route) => ({ ...route, attribute: 'log.class' }));

/** Some say their class themselves. */
function saying(record: LoggedRecord, number: number): LoggedRecord {
  const classes = [undefined, undefined, 'own-class', 'other', 'payments'];
  const own = classes[number % classes.length];
  return own === undefined ? record : { ...record, attributes: { ...record.attributes, 'log.class': own } };
}

/** Where each record must come out, by number. */
function expectedPlaces(records: readonly LoggedRecord[], policy: LogVolumePolicy): string[][] {
  return records.map((record) => {
    const { logClass } = policy.apply(record);
    const route = ROUTES.find((one) => one.logClass === logClass);
    return route === undefined ? [REST] : [route.logClass, ...route.copy ? [REST] : []];
  });
}

export interface RoutedRecords {
  /** what is wrong */
  readonly complaints: readonly string[];
  /** whether another policy would have been noticed */
  readonly looks: boolean;
}

export async function routedRecords(records: readonly LoggedRecord[], logOf: (record: LoggedRecord, number: number) => ResourceLogs): Promise<RoutedRecords> {
  const said = records.map(saying);
  const files = [...ROUTES.map((_, index) => `class-${index}`), REST];
  const { left } = await throughPipelines<ResourceLogs>({
    signal: Signal.LOGS,
    port: PORT,
    files,
    sent: said.map(logOf),
    pipelines: (receiver, exporterTo) => {
      const { connector, pipelines } = routedLogs(ROUTES.map((route, index) => ({ route, exporter: exporterTo(files[index]!) })), [exporterTo(REST)]);
      return [new Pipeline({ signal: Signal.LOGS, receivers: [receiver], processors: LogVolumeProcessors.of(POLICY), exporters: [connector] }), ...pipelines];
    },
  });
  const places = said.map((): string[] => []);
  files.forEach((file, index) => {
    for (const [number, found] of recordsIn(left.get(file)!)) {
      places[number]!.push(...found.map(() => ROUTES[index]?.logClass ?? REST));
    }
  });
  const expected = expectedPlaces(said, POLICY);
  const wrong = places.flatMap((found, number) => isDeepStrictEqual(found, expected[number]) ? [] : [`${JSON.stringify(said[number])} came out at ${found.join(', ') || 'nowhere'}, not ${expected[number]!.join(', ')}`]);
  const missing = [...ROUTES.map(({ logClass }) => logClass), REST].filter((place) => !expected.some((some) => some.includes(place)));
  return {
    complaints: [...wrong, ...missing.map((place) => `nothing is expected at ${place}: it is not compared`)],
    looks: !isDeepStrictEqual(places, expectedPlaces(said, new LogVolumePolicy({ rules: [LogRule.classify('all', { when: LogCondition.always(), logClass: 'audit' })] }))),
  };
}
