import { Duration } from 'cdk8s';
import { schemeOf } from './endpoint-spec';
import { MonitorEndpoint, MonitorScrapeOptions } from './monitor-options';
import { prometheusDuration } from '../../../policy/relabel/prometheus-duration';
import { ScrapeScheme } from '../../../scraping';
import { Finding } from '../../../validation';
import { SecretValue } from '../../../wiring';
import { durationLiteral } from '../../../wiring/duration-literal';

/** What is wrong with how targets are asked. */
export function scrapeFindings(options: MonitorScrapeOptions & Pick<MonitorEndpoint, 'scheme'>): Finding[] {
  return [...timeFindings(options), ...transportFindings(options), ...credentialFindings(options)];
}

/** Findings with where in the options they are. */
export function inOptions(place: string, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, what: `${place}: ${finding.what}` }));
}

function timeFindings({ tier, interval, timeout }: MonitorScrapeOptions): Finding[] {
  const beside = interval ? 'interval' : timeout ? 'timeout' : undefined;
  const none = Object.entries({ interval, timeout }).filter(([, time]) => time && time.toMilliseconds() <= 0);
  return [
    ...tier && beside ? [{
      what: `${beside} is given, with the tier '${tier.name}'`, why: 'the tier has its own, which nobody would expect to be another', fix: `leave ${beside} or tier out`,
    }] : [],
    ...none.map(([name]) => ({
      what: `${name} is 0`, why: 'Prometheus takes that of all jobs then, and says nothing', fix: `${name}: Duration.seconds(${name === 'timeout' ? 10 : 30})`,
    })),
    ...interval === undefined || timeout === undefined || timeout.toMilliseconds() <= interval.toMilliseconds() ? [] : [{
      what: `timeout ${written(timeout)} is longer than interval ${written(interval)}`,
      why: 'the operator rejects the object, and nothing is scraped',
      fix: `timeout: ${durationLiteral(interval.toMilliseconds())}, or less`,
    }],
  ];
}

function transportFindings(options: MonitorScrapeOptions & Pick<MonitorEndpoint, 'scheme'>): Finding[] {
  const { tls, insecureSkipVerify, scheme } = options;
  const given = tls ? 'tls' : insecureSkipVerify ? 'insecureSkipVerify' : undefined;
  if (tls && !tls.enabled) {
    return [{ what: 'tls is Tls.plaintext()', why: 'a scheme says that, and targets would be asked by TLS nevertheless', fix: 'scheme: ScrapeScheme.HTTP' }];
  }
  return [
    ...given && scheme === ScrapeScheme.HTTP && !schemeOfTargets(options) ? [{
      what: `${given} is given, and scheme is http`, why: 'nothing would be encrypted, and nothing verified', fix: 'scheme: ScrapeScheme.HTTPS',
    }] : [],
    ...insecureSkipVerify && tls?.ca ? [{
      what: 'insecureSkipVerify is on, with an authority to ask', why: 'it would never be asked', fix: 'leave insecureSkipVerify out',
    }] : [],
    ...tls?.key?.kind === 'config-map' ? [{
      what: `tls has a key in the ConfigMap '${tls.key.objectName}'`,
      why: 'the operator reads keys from Secrets only',
      fix: `key: FileSource.fromSecret('${tls.key.objectName}', '${tls.key.key}')`,
    }] : [],
  ];
}

function credentialFindings(options: MonitorScrapeOptions & Pick<MonitorEndpoint, 'scheme'>): Finding[] {
  const { authorization, basicAuth, tls, insecureSkipVerify } = options;
  const given = authorization ? 'authorization' : basicAuth ? 'basicAuth' : undefined;
  const saidAlready = tls ?? insecureSkipVerify;
  return [
    ...authorization && basicAuth ? [{
      what: 'authorization and basicAuth are both given',
      why: 'a target is shown one credential: the operator rejects the object, and older ones break the whole configuration with it',
      fix: 'leave one of them out',
    }] : [],
    ...given && !saidAlready && schemeOf(options) !== ScrapeScheme.HTTPS && !schemeOfTargets(options) ? [{
      what: `${given} is given, and targets are asked without TLS`, why: 'the credential would cross the network in clear text', fix: 'scheme: ScrapeScheme.HTTPS',
    }] : [],
    ...authorization?.prefix.trim().toLowerCase() === 'basic' ? [{
      what: 'authorization has the scheme Basic',
      why: 'the operator rejects the object, and nothing is scraped',
      fix: `basicAuth: { username: SecretValue.fromSecret('${authorization.secretName}', 'username'), password: SecretValue.fromSecret('${authorization.secretName}', 'password') }`,
    }] : [],
    ...basicAuth ? Object.entries<SecretValue>({ ...basicAuth }).filter(([, { prefix }]) => prefix !== '').map(([name, { prefix, secretName, key }]) => ({
      what: `basicAuth.${name} has the prefix '${prefix}'`,
      why: 'the operator reads the key of the Secret as it is: the prefix would be lost',
      fix: `${name}: SecretValue.fromSecret('${secretName}', '${key}')`,
    })) : [],
  ];
}

/** Whether targets say themselves how they are asked. */
function schemeOfTargets({ relabelings = [] }: MonitorScrapeOptions): boolean {
  return relabelings.some(({ targetLabel }) => targetLabel === '__scheme__');
}

function written(duration: Duration): string {
  return prometheusDuration(duration.toMilliseconds());
}
