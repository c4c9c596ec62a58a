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
   * Objects with these labels.
   *
   * @param labels their labels
   * @param namespaceLabels labels of their namespaces, for example `{ 'kubernetes.io/metadata.name': 'shop' }`; every namespace when left out
   */
  public static labelled(labels: { [name: string]: string }, namespaceLabels: { [name: string]: string } = {}): ObjectSelector {
    return new ObjectSelector({ ...labels }, { ...namespaceLabels });
  }

  /** Labels of the objects; no object is taken when undefined. */
  public readonly labels?: { [name: string]: string };
  /** Labels of their namespaces; only that of the Prometheus when undefined. */
  public readonly namespaceLabels?: { [name: string]: string };

  private constructor(labels?: { [name: string]: string }, namespaceLabels?: { [name: string]: string }) {
    this.labels = labels;
    this.namespaceLabels = namespaceLabels;
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
