import { Duration, Size } from 'cdk8s';
import { TailSamplerProps, TraceRouting } from './tail-sampler-props';
import { failOnFindings, Finding } from '../../validation';
import { claimFindings } from '../../workload/claim-template';
import { K8sAttributesProcessor } from '../components/processors/k8s-attributes-processor';

/** Fails on options of which nothing could be made. */
export function requireSamplerProps(path: string, props: TailSamplerProps, decisionWait: Duration, queueVolume: Size): void {
  failOnFindings(path, [
    ...numberFindings('expectedTracesPerSecond', props.expectedTracesPerSecond, Number.MIN_VALUE, 2_000),
    ...numberFindings('spansPerTrace', props.spansPerTrace, 1, 10),
    ...numberFindings('bytesPerSpan', props.bytesPerSpan, 1, 1_000),
    ...waitFindings(decisionWait),
    ...routingFindings(props),
    ...metricsFindings(props),
    ...headFindings(props),
    ...processorFindings(props),
    ...claimFindings({ size: queueVolume, storageClassName: props.storageClassName }, 'queueVolume'),
  ]);
}

function numberFindings(property: string, value: number | undefined, least: number, example: number): Finding[] {
  return value === undefined || (Number.isFinite(value) && value >= least) ? [] : [{
    what: `${property} is ${value}`,
    why: 'how many samplers there are, what they hold and how much memory they get follow from it',
    fix: `${property}: ${example}, or what is measured`,
  }];
}

function waitFindings(decisionWait: Duration): Finding[] {
  const milliseconds = decisionWait.toMilliseconds();
  return milliseconds >= 1000 ? [] : [{
    what: `decisionWait is ${milliseconds} ms`,
    why: 'decisions are made once a second: nearly every trace would be decided about before its last span has come',
    fix: 'decisionWait: Duration.seconds(30)',
  }];
}

function routingFindings({ routing, routers }: TailSamplerProps): Finding[] {
  return routing !== TraceRouting.SENDERS || routers === undefined ? [] : [{
    what: 'routers with TraceRouting.SENDERS',
    why: 'there are no routers: each collector that sends to it routes by itself',
    fix: 'leave routers out, or routing: TraceRouting.ROUTERS',
  }];
}

function metricsFindings({ metricsTo, spanMetrics, serviceGraph }: TailSamplerProps): Finding[] {
  return metricsTo !== undefined ? [] : Object.entries({ spanMetrics, serviceGraph }).filter(([, given]) => given !== undefined).map(([property]) => ({
    what: `${property} without metricsTo`,
    why: 'the metrics would go nowhere, so none are made',
    fix: `metricsTo: …, or leave ${property} out`,
  }));
}

/** What the head drops has never been here to be counted. */
function headFindings({ policy, metricsTo }: TailSamplerProps): Finding[] {
  const { head } = policy._plan;
  return metricsTo === undefined || head === undefined || head.percent >= 100 ? [] : [{
    what: `metricsTo with a policy whose head keeps ${head.percent} percent`,
    why: 'what the head drops does not get here: requests and errors would be counted as that share of themselves',
    fix: 'a policy without head, or no metricsTo',
  }];
}

function processorFindings({ processors = [] }: TailSamplerProps): Finding[] {
  return processors.filter((processor) => processor instanceof K8sAttributesProcessor).map(() => ({
    what: 'processors has a K8sAttributesProcessor',
    why: 'it finds a pod by the connection from which spans come: all of them would be said to come from routers',
    fix: 'leave it out: a CollectorDaemonSet adds what Kubernetes knows, on the node of the sender',
  }));
}
