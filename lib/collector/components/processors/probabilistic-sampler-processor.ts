import { fail } from '../../../validation';
import { requireWhole } from '../bounds';
import { Processor } from '../component';

/** How the sampler decides. */
export enum SamplerMode {
  /** By a hash of the trace id: collectors with the same seed decide alike. */
  HASH_SEED = 'hash_seed',
  /** By the randomness of the trace id: what was sampled before is sampled by the percentage again, and trace state says how often. */
  PROPORTIONAL = 'proportional',
  /** By the randomness of the trace id: what was sampled before counts, so that in the end the percentage is kept. */
  EQUALIZING = 'equalizing',
}

/** Where the randomness of a log record comes from. */
export enum RandomnessSource {
  /** Its trace id: the records of a trace are kept or dropped together. */
  TRACE_ID = 'traceID',
  /** One of its attributes. */
  RECORD = 'record',
}

/** Options of the probabilistic sampler. */
export interface ProbabilisticSamplerProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** Percent that is kept, from 0 (none) to 100 (all). Anything else fails, and so does what is closer to 0 than the sampler can tell. */
  readonly samplingPercentage: number;

  /**
   * How it decides.
   *
   * @default SamplerMode.HASH_SEED
   * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/v0.161.0/processor/probabilisticsamplerprocessor/sampler_mode.go#L70
   */
  readonly mode?: SamplerMode;

  /**
   * The seed of the hash, the same in all collectors of a tier and another one in every tier. Fails with another mode than `HASH_SEED`.
   *
   * @default - 0
   */
  readonly hashSeed?: number;

  /**
   * Whether a record is dropped about which nothing can be decided, for example for lack of a trace id.
   *
   * @default true
   */
  readonly failClosed?: boolean;

  /**
   * Hexadecimal digits with which the threshold is written to the trace state, from 1 to 14.
   *
   * @default 4
   */
  readonly samplingPrecision?: number;

  /**
   * Where the randomness of a log record comes from. `RECORD` fails without `fromAttribute`. Logs only.
   *
   * @default RandomnessSource.TRACE_ID
   */
  readonly attributeSource?: RandomnessSource;

  /**
   * The attribute with the randomness of a log record. Fails without `RandomnessSource.RECORD`. Logs only.
   *
   * @default - the trace id
   */
  readonly fromAttribute?: string;

  /**
   * An attribute of a log record with a percentage of its own. Logs only.
   *
   * @default - none
   */
  readonly samplingPriority?: string;
}

/** Two to the power of 56: so many random bits has a trace id. */
const LEAST_PERCENTAGE = 100 / 2 ** 56;

/**
 * Keeps a percentage of traces or log records, without a look at what is in them. For decisions about whole traces there is
 * `TailSamplingProcessor`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/probabilisticsamplerprocessor/README.md
 */
export class ProbabilisticSamplerProcessor extends Processor {
  /** Percent that is kept. */
  public readonly samplingPercentage: number;
  private readonly props: ProbabilisticSamplerProcessorProps;

  public constructor(props: ProbabilisticSamplerProcessorProps) {
    super('probabilistic_sampler', props.name);
    this.props = props;
    this.samplingPercentage = props.samplingPercentage;
    const caller = 'ProbabilisticSamplerProcessor';
    const percentage = props.samplingPercentage;
    if (!(percentage === 0 || (percentage >= LEAST_PERCENTAGE && percentage <= 100))) {
      fail(caller, {
        what: `samplingPercentage is ${percentage}`,
        why: 'the collector refuses it, or takes it for 100',
        fix: 'samplingPercentage: 10 keeps one of ten',
      });
    }
    requireWhole(caller, 'hashSeed', props.hashSeed, 0, 2 ** 32 - 1);
    requireWhole(caller, 'samplingPrecision', props.samplingPrecision, 1, 14);
    if (props.hashSeed !== undefined && props.mode !== undefined && props.mode !== SamplerMode.HASH_SEED) {
      fail(caller, {
        what: `hashSeed ${props.hashSeed} with the mode ${props.mode}`,
        why: 'that mode hashes nothing: the seed would mean nothing',
        fix: 'mode: SamplerMode.HASH_SEED, or no hashSeed',
      });
    }
    if ((props.attributeSource === RandomnessSource.RECORD) !== Boolean(props.fromAttribute)) {
      fail(caller, {
        what: props.fromAttribute ? `fromAttribute '${props.fromAttribute}' without RandomnessSource.RECORD` : 'RandomnessSource.RECORD without fromAttribute',
        why: props.fromAttribute ? 'it would not be looked at' : 'there would be no randomness, and every record would be dropped',
        fix: "attributeSource: RandomnessSource.RECORD, fromAttribute: 'request.id'",
      });
    }
  }

  /** @internal */
  protected _config(): object {
    return {
      sampling_percentage: this.samplingPercentage,
      mode: this.props.mode,
      hash_seed: this.props.hashSeed,
      fail_closed: this.props.failClosed ?? true,
      sampling_precision: this.props.samplingPrecision ?? 4,
      attribute_source: this.props.attributeSource,
      from_attribute: this.props.fromAttribute,
      sampling_priority: this.props.samplingPriority,
    };
  }
}
