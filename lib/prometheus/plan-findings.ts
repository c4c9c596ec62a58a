import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';
import { externalLabelsOf, PrometheusPlan } from './prometheus-plan';
import { headerFileFindings } from './remote-write';
import { bytesOf, readableSize } from '../kubernetes/quantities';
import { replicaFindings } from '../kubernetes/replicas';
import { amountFindings } from '../policy/cardinality/amount-findings';
import { prometheusDuration } from '../policy/relabel/prometheus-duration';
import { remoteWriteFindings } from '../thanos/remote-write-client';
import { sidecarFindings } from '../thanos/sidecar/sidecar-invariants';
import { Finding } from '../validation';
import { durationLiteral } from '../wiring/duration-literal';
import { schemeFinding } from '../wiring/scheme-finding';
import { claimFindings } from '../workload/claim-template';

/** What is wrong with a Prometheus, whoever runs it. */
export function planFindings(plan: PrometheusPlan): Finding[] {
  return [
    ...replicaFindings(plan.replicas),
    ...claimFindings({ size: plan.volume, storageClassName: plan.storageClassName }),
    ...timeFindings(plan),
    ...labelFindings(plan),
    ...retentionFindings(plan),
    ...receiverFindings(plan),
    ...amountFindings('limits', plan.limits),
    ...exemplarFindings(plan),
    ...remoteWriteFindings(plan.remoteWrite),
    ...headerFileFindings(plan.remoteWrite),
    ...[...plan.remoteWrite, ...plan.alertmanagers].flatMap((endpoint) => schemeFinding(endpoint) ?? []),
  ];
}

function timeFindings({ scrapeInterval, scrapeTimeout, evaluationInterval }: PrometheusPlan): Finding[] {
  const none = Object.entries({ scrapeInterval, scrapeTimeout, evaluationInterval }).filter(([, time]) => time.toMilliseconds() <= 0);
  return [
    ...none.map(([name]) => ({
      what: `${name} is 0`, why: 'Prometheus takes its own default then, and says nothing', fix: `${name}: Duration.seconds(${name === 'scrapeTimeout' ? 10 : 30})`,
    })),
    ...scrapeTimeout.toMilliseconds() <= scrapeInterval.toMilliseconds() ? [] : [{
      what: `scrapeTimeout ${written(scrapeTimeout)} is longer than scrapeInterval ${written(scrapeInterval)}`,
      why: 'Prometheus refuses the configuration (global scrape timeout greater than scrape interval)',
      fix: `scrapeTimeout: ${durationLiteral(scrapeInterval.toMilliseconds())}, or less`,
    }],
  ];
}

function labelFindings(plan: PrometheusPlan): Finding[] {
  const { cluster, furtherLabels, replicaLabel, remoteWrite, hasSidecar } = plan;
  const taken = Object.keys(furtherLabels).filter((name) => [replicaLabel, 'cluster', 'region'].includes(name));
  const leaving = hasSidecar ? 'Thanos has its series' : remoteWrite.length > 0 ? 'it writes to another store' : undefined;
  return [
    ...taken.map((name) => ({
      what: `externalLabels has '${name}'`,
      why: name === replicaLabel ? 'replicas would no longer differ by it: their blocks overlap, and the compactor halts' : `${name} is the label by which everybody asks for the series of this cluster: they would be found under another name`,
      fix: name === replicaLabel ? `leave it out, or replicaLabel: '${name}_2'` : `leave it out, and say it in cluster: { ${name === 'cluster' ? 'name' : name}: '${furtherLabels[name]}' }`,
    })),
    ...['cluster', 'region', ''].includes(replicaLabel) ? [{
      what: `replicaLabel is '${replicaLabel}'`,
      why: replicaLabel === '' ? 'Prometheus refuses a label without a name' : 'the label says where series come from, and Query would take it away',
      fix: "replicaLabel: 'prometheus_replica'",
    }] : [],
    ...Object.hasOwn(furtherLabels, '') ? [{ what: 'externalLabels has a label without a name', why: 'Prometheus refuses the configuration', fix: "externalLabels: { team: 'shop' }" }] : [],
    ...leaving === undefined || cluster.region !== undefined ? [] : [{
      what: `cluster '${cluster.name}' has no region, and ${leaving}`,
      why: 'series of two clusters of one name could not be told apart there, and their blocks would overlap',
      fix: `cluster: { name: '${cluster.name}', region: 'eu-west-1' }`,
    }],
  ];
}

/** Blocks are written every two hours. */
const BLOCK = Duration.hours(2);

/** What is left is for the log that is written while a block is, and for the block that a compaction makes. */
const MOST_PERCENT = 85;

function retentionFindings(plan: PrometheusPlan): Finding[] {
  const { coordination, retention, retentionSize, volume } = plan;
  const most = Size.mebibytes(Math.floor(volume.toMebibytes({ rounding: SizeRoundingBehavior.NONE }) * MOST_PERCENT / 100));
  return [
    ...coordination === undefined ? [] : sidecarFindings({ externalLabels: externalLabelsOf(plan), retention }),
    ...coordination !== undefined || retention.toMilliseconds() >= BLOCK.toMilliseconds() ? [] : [{
      what: `retention is ${written(retention)}`,
      why: `a block spans ${BLOCK.toHours()} hours: it would be deleted as soon as it is written`,
      fix: `retention: Duration.hours(${BLOCK.toHours()}), or more`,
    }],
    ...bytesOf(retentionSize) > 0 && bytesOf(retentionSize) <= bytesOf(most) ? [] : [{
      what: `retentionSize is ${readableSize(retentionSize)}, on a volume of ${readableSize(volume)}`,
      why: bytesOf(retentionSize) > 0
        ? 'the volume would be full before the oldest blocks are deleted: Prometheus stops taking samples, and does not start again'
        : 'nothing at all would mean no limit, and the volume would run full',
      fix: `retentionSize: Size.mebibytes(${most.toMebibytes()}) at most, or a larger volume`,
    }],
  ];
}

function receiverFindings({ remoteWriteReceiver, replicas }: PrometheusPlan): Finding[] {
  return !remoteWriteReceiver || replicas === 1 ? [] : [{
    what: `remoteWriteReceiver is on, with ${replicas} replicas`,
    why: 'its Service gives each request to one of them: every replica would have some of the samples, and most of them out of order',
    fix: 'replicas: 1, or ThanosReceive, which replicates what it is sent',
  }];
}

function exemplarFindings({ maxExemplars }: PrometheusPlan): Finding[] {
  return maxExemplars === undefined || (Number.isInteger(maxExemplars) && maxExemplars > 0) ? [] : [{
    what: `maxExemplars is ${maxExemplars}`, why: 'they are counted, and none are kept when it is not said', fix: 'maxExemplars: 100000, or leave it out',
  }];
}

function written(duration: Duration): string {
  return prometheusDuration(duration.toMilliseconds());
}
