import { LogVolumePolicy } from '../policy';
import { CollectorDaemonSetProps } from './agent-options';
import { Processor } from './components/component';
import { FilterProcessor } from './components/processors/filter-processor';
import { OttlErrorMode } from './components/processors/ottl-error-mode';
import { TransformProcessor } from './components/processors/transform-processor';
import { Flows } from './flows';
import { logStages } from '../policy/log-volume/compilers/log-ottl';
import { Finding } from '../validation';
import { Signal } from '../wiring';

/** Where a policy acts in a collector. */
export interface LogVolumeProcessorsOptions {
  /**
   * What tells the processors from those of other policies in a collector.
   *
   * @default 'log-volume'
   */
  readonly name?: string;
}

/**
 * A policy on logs as processors of a collector, in the order of its rules. They belong behind what adds the attributes that its rules ask for.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/filterprocessor/README.md
 */
export class LogVolumeProcessors {
  /**
   * Processors for pipelines of logs, to be added one after the other.
   *
   * @param policy what becomes of log records
   * @param options what the processors are called
   */
  public static of(policy: LogVolumePolicy, options: LogVolumeProcessorsOptions = {}): Processor[] {
    const prefix = options.name ?? 'log-volume';
    // no line can fail on a record: should one do so after all, the record goes on, and its batch is not refused for ever
    const errorMode = OttlErrorMode.IGNORE;
    return logStages(policy._plan).map(({ kind, lines }, index) => {
      const name = `${prefix}-${index}`;
      switch (kind) {
        case 'filter': return new FilterProcessor({ name, logConditions: [...lines], errorMode });
        case 'transform': return new TransformProcessor({ name, logStatements: [...lines], errorMode });
      }
    });
  }

  private constructor() {}
}

/** What logs pass in a collector that has a policy. */
export function logVolumeSteps(policy: LogVolumePolicy | undefined): Flows['processors'] {
  return policy ? LogVolumeProcessors.of(policy).map((processor) => ({ processor, signals: [Signal.LOGS] })) : [];
}

const NAMESPACE = 'k8s.namespace.name';

/** What an agent must know to do what its policy says. */
export function logVolumeFindings({ logVolume, containerLogs, otlp, kubernetesMetadata }: CollectorDaemonSetProps): Finding[] {
  if (!logVolume) {
    return [];
  }
  const isUnknown = otlp !== undefined && kubernetesMetadata?.metadata?.includes(NAMESPACE) === false && logVolume._asksFor(NAMESPACE);
  return [
    ...containerLogs || otlp ? [] : [{ what: 'logVolume is about logs, and nothing gives any', why: 'the policy would never act', fix: 'containerLogs: {}, or otlp: {}' }],
    ...isUnknown ? [{
      what: `logVolume asks for ${NAMESPACE}, which kubernetesMetadata.metadata does not have`,
      why: 'its rules by namespace would be about no record that comes by OTLP',
      fix: `'${NAMESPACE}' in kubernetesMetadata.metadata, or leave metadata out`,
    }] : [],
  ];
}
