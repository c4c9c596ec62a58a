import { Duration } from 'cdk8s';
import { requireLabelSelector, requireNamespaces } from '../../../kubernetes/api-access';
import { requireInterval } from '../../../scraping/collection-interval';
import { fail } from '../../../validation';
import { AccessRule, Needs } from '../../../wiring';
import { Extension, Receiver, RenderContext } from '../component';
import { K8sLeaderElectorExtension } from '../extensions/k8s-leader-elector-extension';

/** How objects are collected. */
export enum K8sObjectsMode {
  /** All of them, every so often. */
  PULL = 'pull',
  /** Changes, as they happen. */
  WATCH = 'watch',
}

/** What happens to an object. */
export enum K8sWatchType {
  /** An object that was made, or was there when the watch began. */
  ADDED = 'ADDED',
  /** An object that was changed. */
  MODIFIED = 'MODIFIED',
  /** An object that is gone. */
  DELETED = 'DELETED',
  /** How far the watch has come; no object. */
  BOOKMARK = 'BOOKMARK',
  /** The watch has failed. */
  ERROR = 'ERROR',
}

/** Objects of one kind. */
export interface K8sObjectsSelection {
  /** The kind as the API names it: plural, lower case, for example `events`. Anything else fails. */
  readonly resource: string;

  /**
   * The API group, for example `events.k8s.io`.
   *
   * @default - the core group
   */
  readonly group?: string;

  /** Whether all of them are collected every so often, or changes as they happen. */
  readonly mode: K8sObjectsMode;

  /**
   * The namespaces of the objects. A name that no namespace has fails.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];

  /**
   * Labels that the objects must have, for example `tier in (frontend),environment=production`. What is no label selector fails.
   *
   * @default - any
   */
  readonly labelSelector?: string;

  /**
   * Fields that the objects must have, for example `status.phase=Running`.
   *
   * @default - any
   */
  readonly fieldSelector?: string;

  /**
   * How often they are pulled. Zero, and an interval for objects that are watched, fail.
   *
   * @default - every hour for objects that are pulled
   */
  readonly interval?: Duration;

  /**
   * What is left out of the changes. For objects that are pulled it fails.
   *
   * @default - every change is collected
   */
  readonly excludeWatchTypes?: K8sWatchType[];
}

/** What the receiver does about objects that the cluster does not have, or does not show. */
export enum K8sObjectsErrorMode {
  /** The collector does not start. */
  PROPAGATE = 'propagate',
  /** It says so and goes on. */
  IGNORE = 'ignore',
  /** It goes on. */
  SILENT = 'silent',
}

/** Options of the objects receiver. */
export interface K8sObjectsReceiverProps {
  /**
   * What tells it from other receivers of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** What is collected. What the collector may read follows from it. None fails. */
  readonly objects: K8sObjectsSelection[];

  /**
   * What happens when the cluster does not have one of the kinds.
   *
   * @default K8sObjectsErrorMode.PROPAGATE
   */
  readonly errorMode?: K8sObjectsErrorMode;

  /**
   * Who decides which replica collects. Without it every replica does, and everything is there as often as there are replicas.
   *
   * @default - every replica collects
   */
  readonly leaderElector?: K8sLeaderElectorExtension;
}

/**
 * Collects objects of the Kubernetes API, whole, as log records. One replica collects for the whole cluster.
 *
 * Secrets would be collected with what is in them: they fail.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/receiver/k8sobjectsreceiver/README.md
 */
export class K8sObjectsReceiver extends Receiver {
  private readonly props: K8sObjectsReceiverProps;

  public constructor(props: K8sObjectsReceiverProps) {
    super('k8s_objects', props.name);
    this.props = props;
    if (props.objects.length === 0) {
      fail('K8sObjectsReceiver', {
        what: 'objects is empty',
        why: 'nothing would be collected',
        fix: "objects: [{ resource: 'events', group: 'events.k8s.io', mode: K8sObjectsMode.WATCH }]",
      });
    }
    props.objects.forEach(requireSelection);
  }

  /** Watching begins with a list as well. @internal */
  public _needs(): Needs {
    return { clusterRules: this.props.objects.map(accessTo) };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.props.leaderElector ? [this.props.leaderElector] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    return {
      auth_type: 'serviceAccount',
      error_mode: this.props.errorMode,
      objects: this.props.objects.map(render),
      k8s_leader_elector: this.props.leaderElector?._id(context),
    };
  }
}

function accessTo({ resource, group, mode }: K8sObjectsSelection): AccessRule {
  return { apiGroups: [group ?? ''], resources: [resource], verbs: mode === K8sObjectsMode.PULL ? ['list'] : ['list', 'watch'] };
}

function render(selection: K8sObjectsSelection): object {
  return {
    name: selection.resource,
    group: selection.group,
    mode: selection.mode,
    namespaces: selection.namespaces,
    label_selector: selection.labelSelector,
    field_selector: selection.fieldSelector,
    interval: selection.mode === K8sObjectsMode.PULL ? selection.interval ?? Duration.hours(1) : undefined,
    exclude_watch_type: selection.excludeWatchTypes,
  };
}

function requireSelection(selection: K8sObjectsSelection): void {
  const { resource, group, mode, interval, excludeWatchTypes } = selection;
  requireNamespaces('K8sObjectsReceiver', selection.namespaces);
  requireLabelSelector('K8sObjectsReceiver', selection.labelSelector);
  if (!/^[a-z][a-z0-9]*$/.test(resource)) {
    fail('K8sObjectsReceiver', {
      what: `resource '${resource}' is not the name of a resource`,
      why: 'the API has plural names in lower case: the collector does not start',
      fix: "resource: 'events', as `kubectl api-resources` shows it",
    });
  }
  if (resource === 'secrets' && (group ?? '') === '') {
    fail('K8sObjectsReceiver', {
      what: "resource is 'secrets'",
      why: 'every credential of the cluster would be sent to the log store, in clear text',
      fix: "leave resource 'secrets' out of objects",
    });
  }
  if (group !== undefined && !/^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)?$/.test(group)) {
    fail('K8sObjectsReceiver', {
      what: `group '${group}' is not an API group`,
      why: 'the collector would take a group of the same resource that you do not mean, without access to it',
      fix: `group: '${group.split('/')[0]}', without a version`,
    });
  }
  if (mode === K8sObjectsMode.PULL && (excludeWatchTypes ?? []).length > 0) {
    fail('K8sObjectsReceiver', {
      what: `excludeWatchTypes is given for '${resource}', which are pulled`,
      why: 'the collector refuses it',
      fix: 'mode: K8sObjectsMode.WATCH, or no excludeWatchTypes',
    });
  }
  if (interval && mode === K8sObjectsMode.WATCH) {
    fail('K8sObjectsReceiver', {
      what: `interval is given for '${resource}', which are watched`,
      why: 'changes are collected as they happen, and the interval would be ignored',
      fix: 'mode: K8sObjectsMode.PULL, or no interval',
    });
  }
  if (interval) {
    requireInterval('K8sObjectsReceiver', 'interval', interval);
  }
}
