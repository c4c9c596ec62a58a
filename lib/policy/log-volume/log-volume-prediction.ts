import { Duration } from 'cdk8s';

/** What is known of a sample of records. */
export interface LogSampleOptions {
  /**
   * In how much time its records were written: what it makes in a day follows. None at all fails.
   *
   * @default - `perDay` is left out
   */
  readonly covers?: Duration;

  /**
   * What it costs to take in a GiB, in any currency. Needs `covers`, and fails without. Less than nothing fails.
   *
   * @default - `perDay` has no costs
   */
  readonly pricePerGibibyte?: number;

  /**
   * The attributes of resources that tell streams apart: `indexLabels` of a `LokiDistributed`. None fails.
   *
   * @default - streams are not counted
   */
  readonly streamAttributes?: string[];
}

/** What a rule takes away. */
export interface LogRuleEffect {
  /** The rule. */
  readonly rule: string;

  /** How many records it drops. */
  readonly droppedLines: number;

  /** How many bytes of bodies and attributes go with them. */
  readonly droppedBytes: number;

  /** How many records it changes, some of which a later rule may drop. */
  readonly changedLines: number;
}

/** What is left of a namespace. */
export interface NamespaceLogVolume {
  /** The namespace; empty for records that have none. */
  readonly namespace: string;

  /** How many records come. */
  readonly lines: number;

  /** How many bytes of bodies and attributes they have. */
  readonly bytes: number;

  /** How many records go on. */
  readonly keptLines: number;

  /** How many bytes go on. */
  readonly keptBytes: number;
}

/** What goes on of a class. */
export interface LogClassVolume {
  /** The class; empty for records that have none. */
  readonly logClass: string;

  /** How many records go on. */
  readonly keptLines: number;

  /** How many bytes go on. */
  readonly keptBytes: number;
}

/** Streams of Loki. */
export interface LogStreams {
  /** How many there are. */
  readonly streams: number;

  /** How many have any record that goes on. */
  readonly keptStreams: number;
}

/** What a day makes that is like the sample. */
export interface LogVolumePerDay {
  /** How many bytes come. */
  readonly bytes: number;

  /** How many bytes go on. */
  readonly keptBytes: number;

  /**
   * What it would cost to take in all that comes.
   *
   * @default - nobody has said a price
   */
  readonly cost?: number;

  /**
   * What it costs to take in what goes on.
   *
   * @default - nobody has said a price
   */
  readonly keptCost?: number;
}

/** What is left of a sample of records. */
export interface LogVolumePrediction {
  /** How many records come. */
  readonly lines: number;

  /** How many bytes of bodies and attributes they have, names of attributes counted, without those of resources. */
  readonly bytes: number;

  /** How many records go on. */
  readonly keptLines: number;

  /** How many bytes go on. */
  readonly keptBytes: number;

  /** What each rule does, in the order of the rules. */
  readonly rules: LogRuleEffect[];

  /** What is left of each namespace, those with most bytes first. */
  readonly namespaces: NamespaceLogVolume[];

  /** What goes on of each class, those with most bytes first. */
  readonly classes: LogClassVolume[];

  /**
   * Streams of the sample.
   *
   * @default - nobody has said what tells them apart
   */
  readonly streams?: LogStreams;

  /**
   * What a day makes.
   *
   * @default - nobody has said in how much time the sample was written
   */
  readonly perDay?: LogVolumePerDay;
}
