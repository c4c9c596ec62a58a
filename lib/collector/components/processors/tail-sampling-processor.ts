import { Duration, Size } from 'cdk8s';
import { TailSamplingPolicy } from './tail-sampling-policy';
import { nameTwice } from './tail-sampling-policy-parts';
import { bytesOf } from '../../../kubernetes/quantities';
import { fail } from '../../../validation';
import { Needs } from '../../../wiring';
import { requirePositive, requireWhole } from '../bounds';
import { Extension, Processor, RenderContext } from '../component';
import { requireSince } from '../since';

/** When policies are asked. */
export enum SamplingStrategy {
  /** When the decision is due, about the whole trace. */
  TRACE_COMPLETE = 'trace-complete',
  /** Whenever spans come in, about these: what is sampled or dropped at once need not wait. Policies that count fail. */
  SPAN_INGEST = 'span-ingest',
}

/** How traces are held until they are decided about. */
export interface TailSamplingOptions {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * How long a trace is held after its first span before it is decided about.
   *
   * @default Duration.seconds(30)
   */
  readonly decisionWait?: Duration;

  /**
   * How long a trace is held after its root span, which mostly comes last. Longer than `decisionWait` means nothing and fails.
   *
   * @default - the root span makes no difference
   */
  readonly decisionWaitAfterRootReceived?: Duration;

  /**
   * How many traces are held in memory: at least the traces in a second times `decisionWait`, and half as much again.
   *
   * @default 50000
   */
  readonly numTraces?: number;

  /**
   * How many traces begin in a second, so that memory is set aside for them.
   *
   * @default - memory grows when it is needed
   */
  readonly expectedNewTracesPerSecond?: number;

  /**
   * Whether the first policy that samples a trace decides, and no other is asked.
   *
   * @default false
   */
  readonly sampleOnFirstMatch?: boolean;

  /**
   * Whether senders wait when `numTraces` are held. If not, the oldest is dropped before its decision.
   *
   * @default false
   */
  readonly blockOnOverflow?: boolean;

  /**
   * Whether what is not decided about is dropped at shutdown. If not, it is decided about with the spans that are there.
   *
   * @default false
   */
  readonly dropPendingTracesOnShutdown?: boolean;

  /**
   * A trace that grows larger is dropped before its decision, so that memory is bounded.
   *
   * @default - no limit
   */
  readonly maximumTraceSize?: Size;

  /**
   * How many sampled traces are remembered, so that spans that come late are sampled too. Ten times `numTraces` or more.
   *
   * @default - none: late spans are decided about as if they were a trace
   */
  readonly sampledCacheSize?: number;

  /**
   * How many traces are remembered that were not sampled, so that spans that come late are dropped too. Ten times `numTraces` or more.
   *
   * @default - none: late spans are decided about as if they were a trace
   */
  readonly nonSampledCacheSize?: number;

  /**
   * When policies are asked. `SPAN_INGEST` fails with policies that count, and before collector 0.149.
   *
   * @default - `TRACE_COMPLETE`
   */
  readonly samplingStrategy?: SamplingStrategy;

  /**
   * In how many parts traces are held and decided about at once, from 1 to 256; more than there are processors means nothing. Fails before
   * collector 0.159, and with `tailStorage`.
   *
   * @default - 1
   */
  readonly numShards?: number;

  /**
   * An extension that holds traces in the place of memory, such as `new CustomExtension({ type: 'pebble_tail_storage' })`. It saves memory and
   * does not survive a restart. An extension that does not do that fails; so does a `FileStorageExtension`, which is something else.
   *
   * @default - memory
   */
  readonly tailStorage?: Extension;
}

/** Options of the tail sampler. */
export interface TailSamplingProcessorProps extends TailSamplingOptions {
  /** The reasons to keep traces, or to drop them. None fails, and so do two of one name. */
  readonly policies: TailSamplingPolicy[];
}

const TAIL_STORAGE = '+processor.tailsamplingprocessor.tailstorageextension';

const CALLER = 'TailSamplingProcessor';

const SINCE = { samplingStrategy: '0.149.0', numShards: '0.159.0' };

/**
 * Decides about whole traces: holds their spans until a trace is complete, and keeps what a policy samples.
 *
 * All spans of a trace have to come to one collector: with more than one replica there is a `LoadBalancingExporter` in front. What is held is
 * lost with the process. After `K8sAttributesProcessor`, because spans are sent on by themselves, without their connection.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/tailsamplingprocessor/README.md
 */
export class TailSamplingProcessor extends Processor {
  /** How long a trace is held. */
  public readonly decisionWait: Duration;
  /** How many traces are held in memory. */
  public readonly numTraces: number;
  /** The reasons to keep traces, or to drop them. */
  public readonly policies: TailSamplingPolicy[];
  private readonly props: TailSamplingProcessorProps;

  public constructor(props: TailSamplingProcessorProps) {
    super('tail_sampling', props.name);
    this.props = props;
    this.decisionWait = props.decisionWait ?? Duration.seconds(30);
    this.numTraces = props.numTraces ?? 50_000;
    this.policies = [...props.policies];
    this.requirePolicies();
    this.requireNumbers();
    this.requireStorage();
  }

  /** @internal */
  public _needs(): Needs {
    return { featureGates: this.props.tailStorage ? [TAIL_STORAGE] : [] };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.props.tailStorage ? [this.props.tailStorage] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    requireSince(CALLER, 'samplingStrategy', this.props.samplingStrategy, SINCE.samplingStrategy, context);
    requireSince(CALLER, 'numShards', this.props.numShards, SINCE.numShards, context);
    return {
      decision_wait: this.decisionWait,
      decision_wait_after_root_received: this.props.decisionWaitAfterRootReceived,
      num_traces: this.numTraces,
      num_shards: this.props.numShards,
      expected_new_traces_per_sec: this.props.expectedNewTracesPerSecond,
      sample_on_first_match: this.props.sampleOnFirstMatch,
      block_on_overflow: this.props.blockOnOverflow,
      drop_pending_traces_on_shutdown: this.props.dropPendingTracesOnShutdown,
      maximum_trace_size_bytes: this.props.maximumTraceSize && bytesOf(this.props.maximumTraceSize),
      decision_cache: this.props.sampledCacheSize ?? this.props.nonSampledCacheSize ? {
        sampled_cache_size: this.props.sampledCacheSize,
        non_sampled_cache_size: this.props.nonSampledCacheSize,
      } : undefined,
      sampling_strategy: this.props.samplingStrategy,
      tail_storage: this.props.tailStorage?._id(context),
      policies: this.policies.map((policy) => policy._render()),
    };
  }

  private requirePolicies(): void {
    const twice = nameTwice(this.policies);
    if (this.policies.length === 0 || twice !== undefined) {
      fail(CALLER, {
        what: twice === undefined ? 'policies is empty' : `two policies have the name '${twice}'`,
        why: twice === undefined ? 'every trace would be dropped' : 'it validates, and the collector does not start',
        fix: twice === undefined ? "policies: [TailSamplingPolicy.statusCode('errors', [SpanStatus.ERROR])]" : `another name than '${twice}' for one of them`,
      });
    }
    const counting = this.policies.find((policy) => policy._stateful);
    if (counting && this.props.samplingStrategy === SamplingStrategy.SPAN_INGEST) {
      fail(CALLER, {
        what: `the policy '${counting.name}' with SamplingStrategy.SPAN_INGEST`,
        why: 'it validates, and the collector does not start: that policy has to see the whole trace',
        fix: 'samplingStrategy: SamplingStrategy.TRACE_COMPLETE, or another policy',
      });
    }
  }

  private requireNumbers(): void {
    requirePositive(CALLER, 'decisionWait', this.props.decisionWait, 'Duration.seconds(30)');
    requireWhole(CALLER, 'numTraces', this.props.numTraces, 1);
    requireWhole(CALLER, 'numShards', this.props.numShards, 1, 256);
    requireWhole(CALLER, 'expectedNewTracesPerSecond', this.props.expectedNewTracesPerSecond, 1);
    requireWhole(CALLER, 'maximumTraceSize in bytes', this.props.maximumTraceSize && bytesOf(this.props.maximumTraceSize), 1);
    requireWhole(CALLER, 'sampledCacheSize', this.props.sampledCacheSize, 1);
    requireWhole(CALLER, 'nonSampledCacheSize', this.props.nonSampledCacheSize, 1);
    const afterRoot = this.props.decisionWaitAfterRootReceived;
    if (afterRoot && afterRoot.toMilliseconds() > this.decisionWait.toMilliseconds()) {
      fail(CALLER, {
        what: `decisionWaitAfterRootReceived ${afterRoot.toMilliseconds()} ms with a decisionWait of ${this.decisionWait.toMilliseconds()} ms`,
        why: 'the decision would have been taken before',
        fix: `decisionWaitAfterRootReceived: Duration.millis(${Math.ceil(this.decisionWait.toMilliseconds() / 6)})`,
      });
    }
  }

  private requireStorage(): void {
    const { tailStorage, numShards } = this.props;
    if (tailStorage && !tailStorage._isCustom) {
      fail(CALLER, {
        what: `tailStorage is ${tailStorage.type}, which does not hold traces`,
        why: 'it validates, and the collector does not start',
        fix: "tailStorage: new CustomExtension({ type: 'pebble_tail_storage', config: { directory: '/var/lib/otelcol/traces' } })",
      });
    }
    if (tailStorage && numShards !== undefined && numShards > 1) {
      fail(CALLER, {
        what: `numShards ${numShards} with tailStorage`,
        why: 'the collector refuses both together',
        fix: 'numShards: 1',
      });
    }
  }
}
