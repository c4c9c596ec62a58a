import { hasNamedGroupsOnly, requirePattern } from '../../../policy/patterns';
import { fail } from '../../../validation';
import { env, Expansion } from '../expansion';

/**
 * One change of one attribute.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/attributesprocessor/README.md
 */
export class AttributeAction {
  /**
   * Sets an attribute that is not there yet.
   *
   * @param key the attribute
   * @param value its value
   */
  public static insert(key: string, value: string): AttributeAction {
    return new AttributeAction({ key, value, action: 'insert' });
  }

  /**
   * Changes an attribute that is there.
   *
   * @param key the attribute
   * @param value its value
   */
  public static update(key: string, value: string): AttributeAction {
    return new AttributeAction({ key, value, action: 'update' });
  }

  /**
   * Sets an attribute, whether it is there or not.
   *
   * @param key the attribute
   * @param value its value
   */
  public static upsert(key: string, value: string): AttributeAction {
    return new AttributeAction({ key, value, action: 'upsert' });
  }

  /**
   * Sets an attribute that is not there yet to the value of another.
   *
   * @param key the attribute
   * @param attribute where the value comes from
   */
  public static insertFrom(key: string, attribute: string): AttributeAction {
    return new AttributeAction({ key, from_attribute: attribute, action: 'insert' });
  }

  /**
   * Takes an attribute away.
   *
   * @param key the attribute
   */
  public static remove(key: string): AttributeAction {
    return new AttributeAction({ key, action: 'delete' });
  }

  /**
   * Takes every attribute away whose name matches.
   *
   * @param pattern an RE2 expression
   */
  public static removeMatching(pattern: string): AttributeAction {
    return new AttributeAction({ pattern: requirePattern('AttributeAction.removeMatching', 'pattern', pattern), action: 'delete' });
  }

  /**
   * Puts a hash in the place of a value, so that it still tells records apart and no longer tells who.
   *
   * @param key the attribute
   */
  public static hash(key: string): AttributeAction {
    return new AttributeAction({ key, action: 'hash' });
  }

  /**
   * Makes an attribute of every named group of an expression. One without such a group fails.
   *
   * @param key the attribute that holds the text
   * @param pattern an RE2 expression with named groups
   */
  public static extract(key: string, pattern: string): AttributeAction {
    if (!hasNamedGroupsOnly(requirePattern('AttributeAction.extract', 'pattern', pattern))) {
      fail('AttributeAction.extract', {
        what: `'${pattern}' has a group without a name, or no group`,
        why: 'groups name the attributes: the collector refuses a pattern with any other',
        fix: "'^/api/(?P<service>[^/]+)/'",
      });
    }
    return new AttributeAction({ key, pattern, action: 'extract' });
  }

  /** Sets an attribute that is not there yet to an environment variable of the collector. @internal */
  public static _insertVariable(key: string, variable: string): AttributeAction {
    return new AttributeAction({ key, value: env(variable), action: 'insert' });
  }

  private constructor(private readonly rendered: { readonly [key: string]: string | Expansion }) {}

  /** The action as the collector reads it. @internal */
  public _render(): object {
    return this.rendered;
  }
}
