import { Yaml } from 'cdk8s';
import { at, ProblemsError } from '../validation';
import { FileSource, VariableNeed } from '../wiring';
import type { IObjectStore } from './locations/store-location';
import { lokiLegacyClients } from './renderings/loki-legacy-clients';
import { lokiObjectStore } from './renderings/loki-object-store';
import type { Rendering } from './renderings/rendering';
import { tempoTraceStorage } from './renderings/tempo-trace-storage';
import { thanosObjstore } from './renderings/thanos-objstore';

/**
 * An object store as one program reads it, for Thanos, Loki and Tempo that are installed by other means, a Helm chart for example.
 *
 * The document holds no secret. The pod needs the variables, the files and the flags that stand beside it.
 */
export class StoreDocument {
  /**
   * What Thanos reads with `--objstore.config` and `--objstore.config-file`.
   *
   * @param store a value of `ObjectStore`, or an `S3ObjectStore`
   * @see https://thanos.io/tip/thanos/storage.md/
   */
  public static thanos(store: IObjectStore): StoreDocument {
    return StoreDocument.written('StoreDocument.thanos', thanosObjstore(store));
  }

  /**
   * `storage_config` of Loki 3 and 4, for the clients that it shares with Thanos.
   *
   * Fails on a prefix that is no single name of letters, digits and dashes, and on an endpoint that begins with the name of the bucket.
   *
   * @param store a value of `ObjectStore`, or an `S3ObjectStore`
   * @see https://grafana.com/docs/loki/latest/configure/#thanos_object_store_config
   */
  public static loki(store: IObjectStore): StoreDocument {
    return StoreDocument.written('StoreDocument.loki', lokiObjectStore(store));
  }

  /**
   * `storage_config` of Loki, for its older clients, which are deprecated from Loki 4.0 on.
   *
   * Fails on a prefix, a client certificate and a server name, for which these clients have no setting.
   *
   * @param store a value of `ObjectStore`, or an `S3ObjectStore`
   * @see https://grafana.com/docs/loki/latest/configure/#storage_config
   */
  public static lokiLegacy(store: IObjectStore): StoreDocument {
    return StoreDocument.written('StoreDocument.lokiLegacy', lokiLegacyClients(store));
  }

  /**
   * `storage.trace` of Tempo.
   *
   * Fails on an endpoint of Azure that Tempo takes for an emulator.
   *
   * @param store a value of `ObjectStore`, or an `S3ObjectStore`
   * @see https://grafana.com/docs/tempo/latest/configuration/#storage
   */
  public static tempo(store: IObjectStore): StoreDocument {
    return StoreDocument.written('StoreDocument.tempo', tempoTraceStorage(store));
  }

  private static written(caller: string, rendering: Rendering): StoreDocument {
    if (rendering.findings.length > 0) {
      throw new ProblemsError(at(caller, rendering.findings));
    }
    return new StoreDocument(rendering);
  }

  /** The document in YAML: all of it for Thanos, for Loki and Tempo the part of their configuration that names the store. */
  public readonly yaml: string;
  /** The environment variables of the pod, most of them from Secrets. */
  public readonly variables: VariableNeed[];
  /** What the pod mounts: each at its `mountPath`. */
  public readonly files: FileSource[];
  /** Flags without which the program does not understand the document. */
  public readonly flags: string[];

  private constructor(rendering: Rendering) {
    this.yaml = Yaml.stringify(rendering.document);
    this.variables = [...rendering.environment];
    this.files = [...rendering.files];
    this.flags = [...rendering.flags];
  }
}
