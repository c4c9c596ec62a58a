import { ProbeProps } from './probe-props';
import { scrapeFindings } from './scrape-findings';
import { isLabelKey, isLabelValue } from '../../../kubernetes/labels';
import { Finding } from '../../../validation';

/** An IPv6 address has a port: without one, older operators take its last group for it. */
const HOST = /^(?:\[[0-9a-f:]+\]:(?=\d)|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::(?=\d)|$))(\d{1,5})?$/i;

/** What is wrong with a Probe. */
export function probeFindings(props: ProbeProps): Finding[] {
  return [...proberFindings(props), ...targetFindings(props), ...scrapeFindings({ ...props, scheme: props.prober.scheme }), ...limitFindings(props)];
}

function proberFindings({ prober: { address, path } }: ProbeProps): Finding[] {
  const port = Number(HOST.exec(address)?.[1] ?? 1);
  return [
    ...HOST.test(address) && port >= 1 && port <= 65535 ? [] : [{
      what: `prober: address '${address}' is not a host with or without a port`,
      why: 'the operator rejects the object, and nothing is probed',
      fix: "address: 'blackbox-exporter.monitoring.svc:9115', with path and scheme",
    }],
    ...path === undefined || path.startsWith('/') ? [] : [{ what: `prober: path '${path}' does not begin with a slash`, why: 'the prober would not have it', fix: `path: '/${path}'` }],
  ];
}

function targetFindings({ targets, ingresses, targetLabels }: ProbeProps): Finding[] {
  if ((targets === undefined) === (ingresses === undefined)) {
    return [{
      what: targets ? 'targets and ingresses are both given' : 'it has neither targets nor ingresses',
      why: targets ? 'the operator takes targets, and forgets the Ingresses' : 'the operator rejects the object, and nothing is probed',
      fix: targets ? 'a Probe for each' : "targets: ['https://shop.example.com']",
    }];
  }
  return [
    ...targets?.length === 0 || targets?.includes('') ? [{
      what: targets.length === 0 ? 'targets is empty' : 'targets has an empty one', why: 'nothing would be probed', fix: "targets: ['https://shop.example.com']",
    }] : [],
    ...Object.hasOwn(targetLabels ?? {}, '') ? [{
      what: 'targetLabels has a label without a name', why: 'Prometheus refuses its whole configuration', fix: "targetLabels: { team: 'shop' }",
    }] : [],
    ...ingresses && targetLabels ? [{ what: 'targetLabels is given, with ingresses', why: 'only targets by their addresses have such labels: they would be forgotten', fix: 'relabelings that write them' }] : [],
    ...Object.entries(ingresses?.selector ?? {}).filter(([key, value]) => !isLabelKey(key) || !isLabelValue(value)).map(([key, value]) => ({
      what: `ingresses: selector has '${key}: ${value}'`, why: 'nothing has such a label: nothing would be probed', fix: "selector: { app: 'web' }",
    })),
  ];
}

function limitFindings({ limits, cardinality }: ProbeProps): Finding[] {
  const from = limits?.bodySize ? 'limits' : cardinality?._plan.limits.bodySize ? 'cardinality.limits' : undefined;
  return from === undefined ? [] : [{
    what: `${from} has bodySize`, why: 'a Probe has no words for it, and the API server refuses it', fix: 'leave bodySize out: enforcedLimits of the Prometheus hold for Probes too',
  }];
}
