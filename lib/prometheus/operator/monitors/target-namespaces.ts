import { requireNamespaces } from '../../../kubernetes/api-access';
import { fail } from '../../../validation';

/** The namespaces in which a monitor looks for its targets. */
export class TargetNamespaces {
  /** Every namespace. */
  public static any(): TargetNamespaces {
    return new TargetNamespaces({ any: true });
  }

  /** The namespace of the monitor. */
  public static own(): TargetNamespaces {
    return new TargetNamespaces();
  }

  /**
   * These namespaces. None, and a name that no namespace has, fail.
   *
   * @param names their names
   */
  public static named(names: string[]): TargetNamespaces {
    if (names.length === 0) {
      fail('TargetNamespaces.named', { what: 'it has no names', why: 'to the operator, none is the namespace of the monitor', fix: 'TargetNamespaces.own()' });
    }
    requireNamespaces('TargetNamespaces.named', names, 'names');
    return new TargetNamespaces({ matchNames: [...names] });
  }

  /** As it stands in the resource: `namespaceSelector`. @internal */
  public readonly _spec?: { readonly any?: boolean; readonly matchNames?: readonly string[] };

  private constructor(spec?: TargetNamespaces['_spec']) {
    this._spec = spec;
  }
}
