import { MonitoringManifest, placeOf } from './monitoring-kinds';
import { parsePrometheusDuration } from '../../../policy/relabel/prometheus-duration';
import { Finding } from '../../../validation';

type Spec = NonNullable<MonitoringManifest['spec']>;

/** Limits of objects, and what options call them. */
const LIMITS: { readonly [key: string]: string } = {
  sampleLimit: 'samples', targetLimit: 'targets', labelLimit: 'labels', labelNameLengthLimit: 'labelNameLength', labelValueLengthLimit: 'labelValueLength', bodySizeLimit: 'bodySize',
};

const SIZE = /^([0-9]*\.?[0-9]+)(?:([KMGTPE])i?)?B$/;

/**
 * What those who take an object cannot do with it. Only what holds for all of them: a program may write for several clusters, and the object may be for one of them.
 */
export function takerFindings(object: MonitoringManifest, takers: readonly MonitoringManifest[]): Finding[] {
  const spec = object.spec ?? {};
  const findings = takers.map((taker) => [
    ...classFinding(spec, taker),
    ...Object.keys(LIMITS).flatMap((key) => limitFinding(key, spec, taker)),
    ...endpointsOf(spec).flatMap((endpoint) => timeFinding(endpoint, taker)),
  ]);
  return [
    ...findings.some((each) => each.length === 0) ? [] : findings[0] ?? [],
    // what one of them cannot read, none of its other jobs survives
    ...takers.flatMap((taker) => credentialFinding(spec, taker)).slice(0, 1),
  ];
}

function classFinding({ scrapeClass }: Spec, taker: MonitoringManifest): Finding[] {
  const classes = (taker.spec?.scrapeClasses as { readonly name: string }[] | undefined ?? []).map(({ name }) => name);
  return scrapeClass === undefined || classes.includes(String(scrapeClass)) ? [] : [{
    what: `scrapeClass '${String(scrapeClass)}' is none of '${placeOf(taker)}'`,
    why: `it has ${classes.length === 0 ? 'no classes' : `'${classes.join("', '")}'`}: the operator rejects the object, and nothing is scraped`,
    fix: taker.kind === 'TargetAllocator' ? 'leave scrapeClass out: allocators have none' : `the ScrapeClass among scrapeClasses of '${placeOf(taker)}'`,
  }];
}

/** The operator writes the authorization of a class beside other credentials of a monitor. */
function credentialFinding(spec: Spec, taker: MonitoringManifest): Finding[] {
  const classes = taker.spec?.scrapeClasses as { readonly name: string; readonly default?: boolean; readonly authorization?: object }[] | undefined ?? [];
  const own = classes.find(({ name, default: isDefault }) => (spec.scrapeClass === undefined ? isDefault : name === spec.scrapeClass));
  return !own?.authorization || !endpointsOf(spec).some(({ basicAuth }) => basicAuth) ? [] : [{
    what: `it has basicAuth, and scrapeClass '${own.name}' of '${placeOf(taker)}' authorization`,
    why: 'both would stand in one job: Prometheus refuses its whole configuration (at most one of basic_auth, oauth2 & authorization must be configured)',
    fix: 'scrapeClass: one without authorization, or authorization in the place of basicAuth',
  }];
}

function limitFinding(key: string, spec: Spec, taker: MonitoringManifest): Finding[] {
  const [own, enforced] = [spec[key], taker.spec?.[`enforced${key.charAt(0).toUpperCase()}${key.slice(1)}`]];
  const most = amountOf(enforced);
  return most === 0 || amountOf(own) <= most ? [] : [{
    what: `limits.${LIMITS[key]} is ${String(own)}, and '${placeOf(taker)}' enforces ${String(enforced)}`,
    why: 'the lower one holds: the other says something that is not true',
    fix: `limits without ${LIMITS[key]}, or at most ${String(enforced)}`,
  }];
}

/** A limit as a number; 0 is none. */
function amountOf(limit: unknown): number {
  const [, number, unit] = SIZE.exec(String(limit)) ?? [];
  return number === undefined ? Number(limit ?? 0) : Number(number) * 1024 ** (unit === undefined ? 0 : 'KMGTPE'.indexOf(unit) + 1);
}

interface Endpoint {
  readonly basicAuth?: object;
  readonly interval?: string;
  readonly scrapeInterval?: string;
  readonly scrapeTimeout?: string;
}

/** How a monitor has targets asked, wherever its kind says it. */
function endpointsOf(spec: Spec): readonly Endpoint[] {
  return (spec.endpoints ?? spec.podMetricsEndpoints ?? [spec]) as readonly Endpoint[];
}

function timeFinding({ interval, scrapeInterval, scrapeTimeout }: Endpoint, taker: MonitoringManifest): Finding[] {
  const usual = taker.spec?.scrapeInterval as string | undefined;
  const [longest, timeout] = [usual, scrapeTimeout].map((text) => parsePrometheusDuration(text ?? ''));
  return interval ?? scrapeInterval ?? (longest === undefined || timeout === undefined || timeout <= longest) ? [] : [{
    what: `timeout ${scrapeTimeout} is longer than the scrapeInterval ${usual} of '${placeOf(taker)}'`,
    why: 'without an interval of its own it has that one: the operator rejects the object, and nothing is scraped',
    fix: `interval: a Duration of at least ${scrapeTimeout}`,
  }];
}
