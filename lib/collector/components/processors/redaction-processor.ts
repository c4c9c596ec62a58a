import { requirePattern } from '../../../policy/patterns';
import { fail } from '../../../validation';
import { Needs, SecretValue } from '../../../wiring';
import { requireTexts } from '../bounds';
import { Processor } from '../component';
import { secretVariables } from '../expansion';

/** What stands in the place of a value. */
export enum RedactionHash {
  /** Its MD5 hash. Who knows which values there may be finds them again. */
  MD5 = 'md5',
  /** Its SHA-1 hash. Who knows which values there may be finds them again. */
  SHA1 = 'sha1',
  /** Its SHA-3 hash. Who knows which values there may be finds them again. */
  SHA3 = 'sha3',
  /** A hash with a key of at least 32 bytes, without which nobody finds the value again. */
  HMAC_SHA256 = 'hmac-sha256',
  /** A hash with a key of at least 64 bytes, without which nobody finds the value again. */
  HMAC_SHA512 = 'hmac-sha512',
}

/** What is said about redaction on the records themselves. */
export enum RedactionSummary {
  /** Nothing. */
  SILENT = 'silent',
  /** How many attributes. */
  INFO = 'info',
  /** How many attributes, and which. Their names may be a secret themselves. */
  DEBUG = 'debug',
}

/** Languages of databases whose queries can be cleared of values. */
export enum QueryLanguage {
  /** SQL. */
  SQL = 'sql',
  /** Redis commands. */
  REDIS = 'redis',
  /** Valkey commands. */
  VALKEY = 'valkey',
  /** Memcached commands. */
  MEMCACHED = 'memcached',
  /** MongoDB queries. */
  MONGO = 'mongo',
  /** OpenSearch queries. */
  OPENSEARCH = 'opensearch',
  /** Elasticsearch queries. */
  ELASTICSEARCH = 'es',
}

/** Options of the redaction processor. One that redacts nothing fails. */
export interface RedactionProcessorProps {
  /**
   * What tells it from other processors of its type.
   *
   * @default - its id is its type alone
   */
  readonly name?: string;

  /**
   * The only attributes that are kept. With an empty list none is.
   *
   * @default - all
   */
  readonly allowedKeys?: string[];

  /**
   * Attributes that are kept as they are.
   *
   * @default - none
   */
  readonly ignoredKeys?: string[];

  /**
   * RE2 expressions for the names of attributes that are kept as they are.
   *
   * @default - none
   */
  readonly ignoredKeyPatterns?: string[];

  /**
   * RE2 expressions for the names of attributes whose values are masked.
   *
   * @default - none
   */
  readonly blockedKeyPatterns?: string[];

  /**
   * RE2 expressions for what is masked in values: for example `4[0-9]{12}(?:[0-9]{3})?`, a credit card.
   *
   * @default - none
   */
  readonly blockedValues?: string[];

  /**
   * RE2 expressions for values that are not masked, whatever else says so.
   *
   * @default - none
   */
  readonly allowedValues?: string[];

  /**
   * What stands in the place of what is masked. `HMAC_SHA256` and `HMAC_SHA512` fail without `hmacKey`.
   *
   * @default - `****`
   */
  readonly hashFunction?: RedactionHash;

  /**
   * The key of the hash, from a Secret. One that is too short keeps the collector from starting. Fails with a hash that has none.
   *
   * @default - no key
   */
  readonly hmacKey?: SecretValue;

  /**
   * Whether numbers and everything else that is not text is looked at, and becomes text when it is masked.
   *
   * @default false
   */
  readonly redactAllTypes?: boolean;

  /**
   * What is said about it on the records themselves.
   *
   * @default RedactionSummary.SILENT
   */
  readonly summary?: RedactionSummary;

  /**
   * Languages of queries that are cleared of values.
   *
   * @default - none
   */
  readonly queryLanguages?: QueryLanguage[];

  /**
   * Attributes with such queries. Fails without `queryLanguages`.
   *
   * @default - bodies of log records and names of spans only
   */
  readonly queryAttributes?: string[];

  /**
   * Attributes with URLs that are cleared of ids and the like, so that there are fewer of them. Names of spans are cleared as well.
   *
   * @default - none
   */
  readonly urlAttributes?: string[];
}

/**
 * Takes attributes away and masks what must not be seen: in spans, points and log records, their resources and bodies.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/redactionprocessor/README.md
 */
export class RedactionProcessor extends Processor {
  private readonly props: RedactionProcessorProps;

  public constructor(props: RedactionProcessorProps) {
    super('redaction', props.name);
    this.props = props;
    this.requireSomething();
    this.requireLists();
    this.requireKey();
  }

  /** @internal */
  public _needs(): Needs {
    return { variables: secretVariables({ key: this.props.hmacKey }) };
  }

  /** @internal */
  protected _config(): object {
    const { queryLanguages, queryAttributes, urlAttributes } = this.props;
    return {
      allow_all_keys: this.props.allowedKeys === undefined,
      allowed_keys: this.props.allowedKeys,
      ignored_keys: this.props.ignoredKeys,
      ignored_key_patterns: this.props.ignoredKeyPatterns,
      blocked_key_patterns: this.props.blockedKeyPatterns,
      blocked_values: this.props.blockedValues,
      allowed_values: this.props.allowedValues,
      hash_function: this.props.hashFunction,
      hmac_key: this.props.hmacKey,
      redact_all_types: this.props.redactAllTypes,
      summary: this.props.summary ?? RedactionSummary.SILENT,
      db_sanitizer: queryLanguages && Object.fromEntries(queryLanguages.map((language) => [language, { enabled: true, attributes: queryAttributes }])),
      url_sanitizer: urlAttributes && { enabled: true, attributes: urlAttributes },
    };
  }

  private requireSomething(): void {
    const { allowedKeys, blockedKeyPatterns, blockedValues, queryLanguages, urlAttributes } = this.props;
    if ([allowedKeys, blockedKeyPatterns, blockedValues, queryLanguages, urlAttributes].every((list) => list === undefined)) {
      fail('RedactionProcessor', {
        what: 'nothing is redacted',
        why: 'every attribute would be kept as it is',
        fix: "blockedKeyPatterns: ['(?i)password|token']",
      });
    }
  }

  private requireLists(): void {
    const caller = 'RedactionProcessor';
    const { allowedKeys, ignoredKeys, queryLanguages, queryAttributes, urlAttributes } = this.props;
    requireTexts(caller, 'allowedKeys', allowedKeys?.length === 0 ? undefined : allowedKeys, 'http.route');
    requireTexts(caller, 'ignoredKeys', ignoredKeys, 'http.route');
    requireTexts(caller, 'queryLanguages', queryLanguages, QueryLanguage.SQL);
    requireTexts(caller, 'queryAttributes', queryAttributes, 'db.query.text');
    requireTexts(caller, 'urlAttributes', urlAttributes, 'url.path');
    if (queryAttributes && !queryLanguages) {
      fail(caller, {
        what: `queryAttributes ${queryAttributes.join(', ')} without queryLanguages`,
        why: 'nobody would know how to read them',
        fix: 'queryLanguages: [QueryLanguage.SQL]',
      });
    }
    const { ignoredKeyPatterns, blockedKeyPatterns, blockedValues, allowedValues } = this.props;
    Object.entries({ ignoredKeyPatterns, blockedKeyPatterns, blockedValues, allowedValues }).forEach(([property, patterns]) => {
      requireTexts(caller, property, patterns, '(?i)password|token');
      patterns?.forEach((pattern) => requirePattern(caller, property, pattern));
    });
  }

  private requireKey(): void {
    const { hashFunction, hmacKey } = this.props;
    const keyed = hashFunction === RedactionHash.HMAC_SHA256 || hashFunction === RedactionHash.HMAC_SHA512;
    if (keyed !== (hmacKey !== undefined)) {
      fail('RedactionProcessor', {
        what: keyed ? `hashFunction ${hashFunction} without hmacKey` : `hmacKey with ${hashFunction ? `hashFunction ${hashFunction}` : 'no hashFunction'}`,
        why: keyed ? 'the collector refuses it' : 'the key would not be used, and the values could be found again',
        fix: keyed ? "hmacKey: SecretValue.fromSecret('redaction', 'key')" : 'hashFunction: RedactionHash.HMAC_SHA256',
      });
    }
  }
}
