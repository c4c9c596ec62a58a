import { fail } from '../../../validation';
import { FileSource, Needs, SecretValue } from '../../../wiring';
import { mountOf } from '../../../wiring/endpoint-needs';
import { Extension } from '../component';
import { ExtensionRole } from '../component-type';
import { secretVariables } from '../expansion';

/** Options of bearer tokens. Exactly one of `token` and `tokenFile` is given. */
export interface BearerTokenAuthExtensionProps {
  /**
   * What tells it from other extensions of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * The token, from a Secret. It is read once, at start.
   *
   * @default - told by `tokenFile`
   */
  readonly token?: SecretValue;

  /**
   * The file that holds the token. It is read again when it changes, for tokens that rotate.
   *
   * @default - told by `token`
   */
  readonly tokenFile?: FileSource;

  /**
   * The word before the token.
   *
   * @default 'Bearer'
   */
  readonly scheme?: string;

  /**
   * The header that carries it.
   *
   * @default 'Authorization'
   */
  readonly header?: string;
}

/**
 * Adds a bearer token to what exporters send, or asks for it from what receivers take.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/bearertokenauthextension/README.md
 */
export class BearerTokenAuthExtension extends Extension {
  private readonly props: BearerTokenAuthExtensionProps;

  public constructor(props: BearerTokenAuthExtensionProps) {
    super('bearertokenauth', props.name);
    this.props = props;
    if ((props.token === undefined) === (props.tokenFile === undefined)) {
      fail('BearerTokenAuthExtension', {
        what: props.token ? 'token and tokenFile are both given' : 'neither token nor tokenFile is given',
        why: props.token ? 'the file would win, and the token would never be used' : 'the collector refuses it',
        fix: "token: SecretValue.fromSecret('vendor', 'token')",
      });
    }
  }

  /** @internal */
  public get _roles(): readonly ExtensionRole[] {
    return ['client-authenticator', 'server-authenticator'];
  }

  /** @internal */
  public _needs(): Needs {
    return {
      variables: secretVariables({ token: this.props.token }),
      mounts: this.props.tokenFile ? [mountOf(this.props.tokenFile)] : [],
    };
  }

  /** @internal */
  protected _config(): object {
    return {
      scheme: this.props.scheme,
      header: this.props.header,
      token: this.props.token,
      filename: this.props.tokenFile,
    };
  }
}
