/**
 * Which objects of the operator a Prometheus takes: ServiceMonitors, rules and their kin.
 *
 * Not to say it would mean none: the operator takes nothing that it is not told to take.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Prometheus
 */
export class ObjectSelector {
  /** Every object of every namespace. */
  public static all(): ObjectSelector {
    return new ObjectSelector({}, {});
  }

  /** Every object of the namespace of the Prometheus. */
  public static ownNamespace(): ObjectSelector {
    return new ObjectSelector({});
  }

  /** No object. */
  public static none(): ObjectSelector {
    return new ObjectSelector();
  }

  /**
   * Objects with these labels. When there are objects of the kind in this program, all of them left to others, it is a problem.
   *
   * @param labels their labels
   * @param namespaceLabels labels of their namespaces, for example `{ 'kubernetes.io/metadata.name': 'shop' }`; every namespace when left out
   */
  public static labelled(labels: { [name: string]: string }, namespaceLabels: { [name: string]: string } = {}): ObjectSelector {
    return new ObjectSelector({ ...labels }, { ...namespaceLabels });
  }

  /**
   * Objects with these labels that other programs write, for example charts: that no object of this program has them is no problem.
   *
   * @param labels their labels
   * @param namespaceLabels labels of their namespaces; every namespace when left out
   */
  public static ofOthers(labels: { [name: string]: string }, namespaceLabels: { [name: string]: string } = {}): ObjectSelector {
    return new ObjectSelector({ ...labels }, { ...namespaceLabels }, true);
  }

  /** Labels of the objects; no object is taken when undefined. */
  public readonly labels?: { [name: string]: string };
  /** Labels of their namespaces; only that of the Prometheus when undefined. */
  public readonly namespaceLabels?: { [name: string]: string };

  private readonly ofOthers: boolean;

  private constructor(labels?: { [name: string]: string }, namespaceLabels?: { [name: string]: string }, ofOthers = false) {
    this.labels = labels;
    this.namespaceLabels = namespaceLabels;
    this.ofOthers = ofOthers;
  }

  /** Whether objects of this program are expected to have the labels. @internal */
  public get _expectsOwn(): boolean {
    return !this.ofOthers && Object.keys(this.labels ?? {}).length > 0;
  }

  /** As it stands in the resource: `serviceMonitorSelector` and `serviceMonitorNamespaceSelector`. @internal */
  public _spec(kind: string): { [key: string]: object | undefined } {
    return {
      [`${kind}Selector`]: this.labels && labelSelector(this.labels),
      [`${kind}NamespaceSelector`]: this.namespaceLabels && labelSelector(this.namespaceLabels),
    };
  }
}

function labelSelector(labels: { [name: string]: string }): object {
  return Object.keys(labels).length === 0 ? {} : { matchLabels: labels };
}
