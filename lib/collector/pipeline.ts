import { Signal } from '../wiring';
import { Component, IPipelineSink, IPipelineSource, Processor, requireIdName } from './components/component';

/** A way through the collector for one signal. */
export interface PipelineProps {
  /** What flows through it. */
  readonly signal: Signal;

  /**
   * What tells it from other pipelines of the signal.
   *
   * @default - it is the pipeline of the signal
   */
  readonly name?: string;

  /** Where it begins. */
  readonly receivers: IPipelineSource[];

  /**
   * What happens on the way, in this order. `memory_limiter` comes first, or there is a problem.
   *
   * @default - nothing
   */
  readonly processors?: Processor[];

  /** Where it ends. */
  readonly exporters: IPipelineSink[];
}

/** A way through the collector for one signal. */
export class Pipeline {
  /** What flows through it. */
  public readonly signal: Signal;
  /** Its id: `traces`, or `traces/name`. */
  public readonly id: string;
  private readonly sources: IPipelineSource[];
  private readonly steps: Processor[];
  private readonly sinks: IPipelineSink[];

  public constructor(props: PipelineProps) {
    requireIdName('Pipeline', 'a pipeline', props.name);
    this.signal = props.signal;
    this.id = props.name === undefined ? props.signal : `${props.signal}/${props.name}`;
    this.sources = [...props.receivers];
    this.steps = [...(props.processors ?? [])];
    this.sinks = [...props.exporters];
  }

  /** Its receivers and the connectors from which it takes. @internal */
  public get _sources(): Component[] {
    return this.sources.map((source) => source.sourceComponent);
  }

  /** Its processors in order. @internal */
  public get _processors(): Processor[] {
    return [...this.steps];
  }

  /** Its exporters and the connectors to which it gives. @internal */
  public get _sinks(): Component[] {
    return this.sinks.map((sink) => sink.sinkComponent);
  }
}
