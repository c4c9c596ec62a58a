import { fail } from '../../../validation';
import { Needs, SecretValue } from '../../../wiring';
import { Extension, RenderContext } from '../component';
import { ExtensionRole } from '../component-type';
import { secretVariables } from '../expansion';
import { requireRole } from '../extension-role';

/** What happens to a header of a request. */
export enum HeaderAction {
  /** It is set where it is not there yet. */
  INSERT = 'insert',
  /** It is changed where it is there. */
  UPDATE = 'update',
  /** It is set, whether it is there or not. */
  UPSERT = 'upsert',
}

/**
 * A header of what exporters send.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/headerssetterextension/README.md
 */
export class HeaderSetting {
  /**
   * One value for every request. Fails on a name that HTTP does not know.
   *
   * @param header its name
   * @param value its value: text, or a secret
   * @param action what happens to the header
   */
  public static value(header: string, value: string | SecretValue, action: HeaderAction = HeaderAction.UPSERT): HeaderSetting {
    return new HeaderSetting(header, { action, key: header, value });
  }

  /**
   * The value of a header with which the telemetry came in. The receiver must keep headers (`include_metadata`), and no batch processor
   * and no queue on disk may stand between without keeping them too: they mix requests.
   *
   * @param header its name
   * @param key the header that came in
   * @param fallback the value where none came in; no header when left out
   */
  public static fromContext(header: string, key: string, fallback?: string | SecretValue): HeaderSetting {
    requireName(key);
    return new HeaderSetting(header, { action: HeaderAction.UPSERT, key: header, from_context: key, default_value: fallback });
  }

  /**
   * What the authenticator of the receiver knows of the sender, for example `subject`. It does not survive a queue on disk.
   *
   * @param header its name
   * @param attribute the attribute of the sender
   * @param fallback the value where it knows nothing; no header when left out
   */
  public static fromAttribute(header: string, attribute: string, fallback?: string | SecretValue): HeaderSetting {
    return new HeaderSetting(header, { action: HeaderAction.UPSERT, key: header, from_attribute: attribute, default_value: fallback });
  }

  /**
   * Takes a header away.
   *
   * @param header its name
   */
  public static remove(header: string): HeaderSetting {
    return new HeaderSetting(header, { action: 'delete', key: header });
  }

  private constructor(header: string, private readonly rendered: object) {
    requireName(header);
  }

  /** @internal */
  public _render(): object {
    return this.rendered;
  }
}

/** Options of the headers. */
export interface HeadersSetterExtensionProps {
  /**
   * What tells it from other extensions of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** The headers. None fails. */
  readonly headers: HeaderSetting[];

  /**
   * Who adds credentials to the same requests, since an exporter has one authenticator only. One that cannot fails.
   *
   * @default - nobody
   */
  readonly additionalAuth?: Extension;
}

/**
 * Sets headers of what exporters send, for example the tenant with which the telemetry came in. Give it to exporters as `authenticator`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/headerssetterextension/README.md
 */
export class HeadersSetterExtension extends Extension {
  private readonly headers: object[];
  private readonly additionalAuth?: Extension;

  public constructor(props: HeadersSetterExtensionProps) {
    super('headers_setter', props.name);
    this.headers = props.headers.map((header) => header._render());
    this.additionalAuth = props.additionalAuth;
    if (props.headers.length === 0) {
      fail('HeadersSetterExtension', {
        what: 'headers is empty',
        why: 'the collector refuses it',
        fix: "headers: [HeaderSetting.fromContext('X-Scope-OrgID', 'x-scope-orgid')]",
      });
    }
    requireRole('HeadersSetterExtension', 'additionalAuth', 'client-authenticator', props.additionalAuth);
  }

  /** @internal */
  public get _roles(): readonly ExtensionRole[] {
    return ['client-authenticator'];
  }

  /** @internal */
  public _needs(): Needs {
    return { variables: secretVariables(this.headers) };
  }

  /** @internal */
  public _extensions(): Extension[] {
    return this.additionalAuth ? [this.additionalAuth] : [];
  }

  /** @internal */
  protected _config(context: RenderContext): object {
    return { headers: this.headers, additional_auth: this.additionalAuth?._id(context) };
  }
}

function requireName(header: string): void {
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(header)) {
    fail('HeaderSetting', {
      what: `'${header}' is not the name of a header`,
      why: 'the collector refuses an empty one, and no request could carry the others',
      fix: "for example 'X-Scope-OrgID'",
    });
  }
}
