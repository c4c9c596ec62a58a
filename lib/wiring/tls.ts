import { fail } from '../validation';
import { requireSecretKey } from './secret-value';

/** A key of a Secret or ConfigMap that a pod reads as a file. */
export class FileSource {
  /**
   * A key of a Secret in the namespace of the pod.
   *
   * @param secretName the name of the Secret
   * @param key the key within it
   */
  public static fromSecret(secretName: string, key: string): FileSource {
    return new FileSource('secret', secretName, key);
  }

  /**
   * A key of a ConfigMap in the namespace of the pod.
   *
   * @param configMapName the name of the ConfigMap
   * @param key the key within it
   */
  public static fromConfigMap(configMapName: string, key: string): FileSource {
    return new FileSource('config-map', configMapName, key);
  }

  /** `secret` or `config-map`. */
  public readonly kind: string;
  /** The name of the Secret or ConfigMap. */
  public readonly objectName: string;
  /** The key within it. */
  public readonly key: string;

  private constructor(kind: 'secret' | 'config-map', objectName: string, key: string) {
    requireSecretKey(kind === 'secret' ? 'FileSource.fromSecret' : 'FileSource.fromConfigMap', objectName, key);
    this.kind = kind;
    this.objectName = objectName;
    this.key = key;
  }

  /** The folder in which the pod finds the object. */
  public get mountPath(): string {
    return `/etc/observability/${this.kind}/${this.objectName}`;
  }

  /** The path under which the pod finds the file. */
  public get path(): string {
    return `${this.mountPath}/${this.key}`;
  }
}

/** What a verified connection needs besides the system's roots. */
export interface TlsOptions {
  /**
   * The authority that signed the server's certificate.
   *
   * @default - the roots in the image
   */
  readonly ca?: FileSource;

  /**
   * The client's certificate, for mutual TLS. Goes with `key`.
   *
   * @default - the client shows no certificate
   */
  readonly certificate?: FileSource;

  /**
   * The key of the client's certificate. Goes with `certificate`.
   *
   * @default - the client shows no certificate
   */
  readonly key?: FileSource;

  /**
   * The name to verify in the server's certificate.
   *
   * @default - the host of the address
   */
  readonly serverName?: string;
}

/**
 * How a connection is protected.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configtls/README.md
 */
export class Tls {
  /** TLS 1.2 or later, verified against the roots in the image. */
  public static system(): Tls {
    return new Tls(true, {});
  }

  /**
   * TLS with a custom authority, a client certificate (mutual TLS) or both.
   *
   * Fails when only one of `certificate` and `key` is given.
   *
   * @param options authority and client certificate
   */
  public static custom(options: TlsOptions): Tls {
    if (!options.certificate !== !options.key) {
      const [given, lacking] = options.certificate ? ['certificate', 'key'] : ['key', 'certificate'];
      fail('Tls.custom', {
        what: `a ${given} without a ${lacking}`,
        why: 'a client certificate needs both, and the collector would not start',
        fix: `${lacking}: FileSource.fromSecret('client-tls', '${lacking === 'key' ? 'tls.key' : 'tls.crt'}')`,
      });
    }
    return new Tls(true, options);
  }

  /** Plain text. For connections that never leave the cluster. */
  public static plaintext(): Tls {
    return new Tls(false, {});
  }

  /** What the scheme of a URL says of the connection. @internal */
  public static _ofScheme(encrypted: boolean): Tls {
    return encrypted ? Tls.system() : Tls.plaintext();
  }

  /** Whether the connection is encrypted. */
  public readonly enabled: boolean;
  /** The authority that signed the server's certificate. */
  public readonly ca?: FileSource;
  /** The client's certificate. */
  public readonly certificate?: FileSource;
  /** The key of the client's certificate. */
  public readonly key?: FileSource;
  /** The name to verify in the server's certificate. */
  public readonly serverName?: string;

  private constructor(enabled: boolean, options: TlsOptions) {
    this.enabled = enabled;
    this.ca = options.ca;
    this.certificate = options.certificate;
    this.key = options.key;
    this.serverName = options.serverName;
  }

  /** Every file that a pod must mount for this connection. @internal */
  public _files(): FileSource[] {
    return [this.ca, this.certificate, this.key].filter((file): file is FileSource => file !== undefined);
  }
}
