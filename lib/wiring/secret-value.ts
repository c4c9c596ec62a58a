import { isObjectName } from './object-name';
import { fail } from '../validation';

/** Options of a value that lives in a Secret. */
export interface SecretValueOptions {
  /**
   * Text before the secret, for example `'Bearer '`.
   *
   * @default - no prefix
   */
  readonly prefix?: string;

  /**
   * The environment variable that carries the value. What is no name of a variable fails.
   *
   * @default - the names of the Secret and its key in upper case, for example `HONEYCOMB_API_KEY`
   */
  readonly variable?: string;
}

/**
 * A credential by reference: it stays in its Secret and reaches the process as an environment variable.
 *
 * Its value is never known to the program, so that it cannot reach a ConfigMap, an argument or the output folder.
 */
export class SecretValue {
  /**
   * A key of a Secret in the namespace of the pod that uses it.
   *
   * Fails when a name is not one that Kubernetes accepts.
   *
   * @param secretName the name of the Secret
   * @param key the key within the Secret
   * @param options prefix and name of the variable
   * @see https://kubernetes.io/docs/concepts/configuration/secret/
   */
  public static fromSecret(secretName: string, key: string, options: SecretValueOptions = {}): SecretValue {
    return new SecretValue(secretName, key, options);
  }

  /** The name of the Secret. */
  public readonly secretName: string;
  /** The key within the Secret. */
  public readonly key: string;
  /** Text before the secret. */
  public readonly prefix: string;
  /** The environment variable that carries the value. */
  public readonly variable: string;

  private constructor(secretName: string, key: string, options: SecretValueOptions) {
    requireSecretKey('SecretValue.fromSecret', secretName, key);
    this.secretName = secretName;
    this.key = key;
    this.prefix = options.prefix ?? '';
    this.variable = options.variable ?? `${secretName}_${key}`.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(this.variable)) {
      fail('SecretValue.fromSecret', {
        what: `'${this.variable}' is not the name of an environment variable`,
        why: 'no program could read it',
        fix: "variable: 'API_KEY' (letters, digits and underscores, not beginning with a digit)",
      });
    }
  }
}

/** Fails when Kubernetes would refuse a reference to this key of a Secret or ConfigMap. */
export function requireSecretKey(caller: string, name: string, key: string): void {
  if (!isObjectName(name)) {
    fail(caller, {
      what: `'${name}' is not the name of a Secret or ConfigMap`,
      why: 'Kubernetes takes lower-case letters, digits, - and . only, beginning and ending with a letter or digit',
      fix: "use the name in metadata.name of the object, for example 'honeycomb'",
    });
  }
  if (!/^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/.test(key)) {
    fail(caller, {
      what: `'${key}' is not a key of a Secret or ConfigMap`,
      why: 'Kubernetes takes letters, digits, -, _ and . only',
      fix: "use a key under data: of the object, for example 'api-key' (the value itself never belongs into a program)",
    });
  }
}
