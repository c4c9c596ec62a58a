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
}
