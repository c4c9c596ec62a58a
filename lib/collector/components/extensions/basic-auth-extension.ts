import { FileSource, Needs, SecretValue } from '../../../wiring';
import { mountOf } from '../../../wiring/endpoint-needs';
import { Extension } from '../component';
import { ExtensionRole } from '../component-type';
import { secretVariables } from '../expansion';

/** The name and password with which exporters identify themselves. */
export interface BasicAuthClientProps {
  /**
   * What tells it from other extensions of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** The user, from a Secret or, since it is no secret, as text. */
  readonly username: string | SecretValue;

  /** The password, from a Secret. */
  readonly password: SecretValue;
}

/** The users whom receivers know. */
export interface BasicAuthServerProps {
  /**
   * What tells it from other extensions of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /** An htpasswd file. It is read again when it changes. */
  readonly htpasswd: FileSource;
}

/**
 * Adds a name and password to what exporters send, or asks for them from what receivers take.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/basicauthextension/README.md
 */
export class BasicAuthExtension extends Extension {
  /**
   * For exporters.
   *
   * @param props user and password
   */
  public static client(props: BasicAuthClientProps): BasicAuthExtension {
    const client = { username: props.username, password: props.password };
    return new BasicAuthExtension(props.name, 'client-authenticator', { client_auth: client }, { variables: secretVariables(client) });
  }

  /**
   * For receivers.
   *
   * @param props the users
   */
  public static server(props: BasicAuthServerProps): BasicAuthExtension {
    return new BasicAuthExtension(props.name, 'server-authenticator', { htpasswd: { file: props.htpasswd } }, { mounts: [mountOf(props.htpasswd)] });
  }

  private constructor(
    name: string | undefined,
    private readonly role: ExtensionRole,
    private readonly rendered: object,
    private readonly needed: Needs,
  ) {
    super('basicauth', name);
  }

  /** @internal */
  public get _roles(): readonly ExtensionRole[] {
    return [this.role];
  }

  /** @internal */
  public _needs(): Needs {
    return this.needed;
  }

  /** @internal */
  protected _config(): object {
    return this.rendered;
  }
}
