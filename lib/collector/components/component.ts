import { componentType } from './catalogue';
import { ComponentKind, ComponentType, ExtensionRole, spelling } from './component-type';
import { filesIn, secretVariables, toDocument, toVerbatimDocument } from './expansion';
import { fail } from '../../validation';
import { CollectorDistribution } from '../../versions';
import { Destination, Needs, Signal, SIGNALS } from '../../wiring';
import { mountOf } from '../../wiring/endpoint-needs';

/** What a component has to know to be rendered. */
export interface RenderContext {
  /** The version of the collector that will read it. */
  readonly collectorVersion: string;
}

/** A component that the catalogue does not have. */
export interface CustomComponentProps {
  /** The name of its type, as `otelcol components` shows it. */
  readonly type: string;

  /**
   * What tells it from others of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * Its configuration in the collector's own language: `${env:NAME}` is expanded, a literal dollar sign is `$$`. `SecretValue`s and
   * `FileSource`s may stand anywhere in it.
   *
   * @default - empty
   */
  readonly config?: { readonly [key: string]: unknown };

  /**
   * The signals that it carries. A connector takes and gives each of them.
   *
   * @default - all
   */
  readonly signals?: Signal[];

  /**
   * Its Go module without a version, for the builder manifest.
   *
   * @default - it is left out of the builder manifest, which fails
   */
  readonly module?: string;

  /**
   * The version of its Go module, for example `v0.3.1`, for modules that do not have the collector's own. Fails without `module`, and on what
   * Go takes for no version.
   *
   * @default - that of the collector
   */
  readonly moduleVersion?: string;

  /**
   * The distributions that ship it.
   *
   * @default - contrib
   */
  readonly distributions?: CollectorDistribution[];

  /**
   * What it needs from the pod besides the secrets and files in its configuration.
   *
   * @default - no more than those
   */
  readonly needs?: Needs;

  /**
   * Extensions to which its configuration refers.
   *
   * @default - none
   */
  readonly extensions?: Extension[];
}

/**
 * A component of a collector: it renders its part of the configuration and declares what it needs from the pod.
 *
 * Components that are not in the catalogue are `CustomReceiver`, `CustomProcessor`, `CustomExporter`, `CustomConnector` and `CustomExtension`.
 */
export abstract class Component {
  /** Receiver, processor, exporter, connector or extension. */
  public readonly kind: ComponentKind;
  /** The canonical name of its type. The configuration has the spelling of the collector's version. */
  public readonly type: string;
  /** What tells it from others of its type. */
  public readonly name?: string;

  private readonly custom?: CustomComponentProps;

  protected constructor(kind: ComponentKind, type: string, name?: string, custom?: CustomComponentProps) {
    this.kind = kind;
    this.custom = custom;
    this.type = custom ? type : componentType(kind, type).name;
    this.name = name;
    if (custom && !/^[a-zA-Z][0-9a-zA-Z_]{0,62}$/.test(type)) {
      fail(`Custom ${kind}`, {
        what: `'${type}' is not a type of component`,
        why: 'the collector takes letters, digits and underscores, beginning with a letter',
        fix: "type: 'redaction', as `otelcol components` shows it",
      });
    }
    requireIdName(`${kind} ${type}`, 'a component', name);
    requireModuleVersion(`Custom ${kind}`, custom);
  }

  /** Whether it is one that the catalogue does not have. @internal */
  public get _isCustom(): boolean {
    return this.custom !== undefined;
  }

  /** What is known of its type. @internal */
  public get _type(): ComponentType {
    return this.custom ? customType(this.kind, this.custom) : componentType(this.kind, this.type);
  }

  /** Its id in the configuration of one collector version: `type` or `type/name`. @internal */
  public _id(context: RenderContext): string {
    const type = spelling(this._type, context.collectorVersion);
    return this.name === undefined ? type : `${type}/${this.name}`;
  }

  /** Its part of the configuration, as plain data. @internal */
  public _document(context: RenderContext): unknown {
    return this.custom ? toVerbatimDocument(this.custom.config ?? {}) : toDocument(this._config(context));
  }

  /** Where it sends, when it has one destination. @internal */
  public get _destination(): Destination | undefined {
    return undefined;
  }

  /** What it needs from the pod. @internal */
  public _needs(_context: RenderContext): Needs {
    const { config, needs } = this.custom ?? {};
    return {
      ...needs,
      variables: [...secretVariables(config), ...(needs?.variables ?? [])],
      mounts: [...filesIn(config).map(mountOf), ...(needs?.mounts ?? [])],
    };
  }

  /** The extensions to which its configuration refers. @internal */
  public _extensions(): Extension[] {
    return [...(this.custom?.extensions ?? [])];
  }

  /** The keys of its configuration; text is literal unless it is an `Expansion`. @internal */
  protected _config(_context: RenderContext): object {
    return {};
  }
}

/** Fails on what cannot stand behind the slash of an id. */
export function requireIdName(caller: string, thing: string, name: string | undefined): void {
  if (name !== undefined && !/^[A-Za-z0-9_][A-Za-z0-9_./-]{0,120}$/.test(name)) {
    fail(caller, {
      what: `'${name}' is not a name for ${thing}`,
      why: 'the collector refuses ids with blanks or other signs in them',
      fix: "name: 'vendor-a' (letters, digits, _, -, . and /)",
    });
  }
}

/** Something that pipelines begin with: a receiver, or a connector at its giving end. */
export interface IPipelineSource {
  /** The component. */
  readonly sourceComponent: Component;
}

/** Something that pipelines end with: an exporter, or a connector at its taking end. */
export interface IPipelineSink {
  /** The component. */
  readonly sinkComponent: Component;
}

/** Takes telemetry in. */
export abstract class Receiver extends Component implements IPipelineSource {
  /** This receiver. */
  public readonly sourceComponent: Component;

  protected constructor(type: string, name?: string, custom?: CustomComponentProps) {
    super(ComponentKind.RECEIVER, type, name, custom);
    this.sourceComponent = this;
  }
}

/** Changes, drops or enriches telemetry on its way. */
export abstract class Processor extends Component {
  protected constructor(type: string, name?: string, custom?: CustomComponentProps) {
    super(ComponentKind.PROCESSOR, type, name, custom);
  }
}

/** Sends telemetry out. */
export abstract class Exporter extends Component implements IPipelineSink {
  /** This exporter. */
  public readonly sinkComponent: Component;

  protected constructor(type: string, name?: string, custom?: CustomComponentProps) {
    super(ComponentKind.EXPORTER, type, name, custom);
    this.sinkComponent = this;
  }
}

/** Joins pipelines: the exporter of some, the receiver of others. */
export abstract class Connector extends Component implements IPipelineSource, IPipelineSink {
  /** This connector. */
  public readonly sourceComponent: Component;
  /** This connector. */
  public readonly sinkComponent: Component;

  protected constructor(type: string, name?: string, custom?: CustomComponentProps) {
    super(ComponentKind.CONNECTOR, type, name, custom);
    this.sourceComponent = this;
    this.sinkComponent = this;
  }
}

/** Serves the collector itself: health, storage, credentials. */
export abstract class Extension extends Component {
  /** What components may want of it; undefined when nobody knows. @internal */
  public get _roles(): readonly ExtensionRole[] | undefined {
    return this._isCustom ? undefined : [];
  }

  protected constructor(type: string, name?: string, custom?: CustomComponentProps) {
    super(ComponentKind.EXTENSION, type, name, custom);
  }
}

/** @see https://go.dev/ref/mod#versions */
function requireModuleVersion(caller: string, { module, moduleVersion }: Partial<CustomComponentProps> = {}): void {
  const isVersion = moduleVersion === undefined || /^v\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(moduleVersion);
  if (!isVersion || (moduleVersion !== undefined && module === undefined)) {
    fail(caller, {
      what: isVersion ? `moduleVersion '${moduleVersion}' without module` : `moduleVersion '${moduleVersion}' is no version of a Go module`,
      why: 'the collector builder could not find the module',
      fix: "module: 'github.com/acme/otel/processor/acmeprocessor', moduleVersion: 'v0.3.1'",
    });
  }
}

function customType(kind: ComponentKind, props: CustomComponentProps): ComponentType {
  const signals = props.signals ?? [...SIGNALS];
  return {
    kind,
    name: props.type,
    module: props.module ?? '',
    ...(props.moduleVersion === undefined ? {} : { moduleVersion: props.moduleVersion }),
    distributions: props.distributions ?? [CollectorDistribution.CONTRIB],
    signals: kind === ComponentKind.CONNECTOR || kind === ComponentKind.EXTENSION ? [] : signals,
    ...(kind === ComponentKind.CONNECTOR ? { connects: Object.fromEntries(signals.map((taken) => [taken, signals])) } : {}),
  };
}
