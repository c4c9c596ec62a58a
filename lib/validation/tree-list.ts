import { IConstruct } from 'constructs';

/** What is known of each tree, in the order in which the program made it. It is forgotten with its tree. */
export class TreeList<T> {
  private readonly lists = new WeakMap<IConstruct, T[]>();

  /** Adds to the list of the tree in which a construct is. */
  public add(construct: IConstruct, one: T): void {
    const { root } = construct.node;
    this.lists.set(root, [...this.of(construct), one]);
  }

  /** The list of the tree in which a construct is. */
  public of(construct: IConstruct): readonly T[] {
    return this.lists.get(construct.node.root) ?? [];
  }
}
