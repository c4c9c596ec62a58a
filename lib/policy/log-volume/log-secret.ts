/** What must not leave the node in a log line. */
export class LogSecret {
  /** What stands behind `Bearer` in a header. */
  public static readonly BEARER_TOKEN = new LogSecret('bearer-token', '(?i)\\bbearer +[a-z0-9._~+/-]{8,}=*', ['bearer ']);

  /** What stands behind `Basic` in a header: a name and a password. */
  public static readonly BASIC_AUTH = new LogSecret('basic-auth', '(?i)\\bbasic +[a-z0-9+/]{8,}=*', ['basic ', 'baſic ']);

  /**
   * What stands behind names that end in `password`, `passwd`, `pwd`, `secret`, `token` or `secret_access_key`: `DB_PASSWORD=…`, `"accessToken": "…"`, in query strings, JSON (in
   * texts of JSON too), YAML and logfmt.
   */
  public static readonly PASSWORD = new LogSecret('password', [
    '(?i)[a-z0-9_-]*(?:password|passwd|pwd|secret|token|secret_?access_?key)(?:\\\\?["\'])?\\s*[:=]\\s*',
    '(?:\\\\"[^"\\\\]*\\\\"|"(?:[^"\\\\]|\\\\.)*"|\'(?:[^\'\\\\]|\\\\.)*\'|(?:(?:bearer|basic)\\s+)?[^\\s"\'&,;}\\\\]+)',
  ].join(''), ['word', 'wd', 'ecret', 'token']);

  /** A name and a password in a URL: `postgres://app:…@db`. */
  public static readonly URL_CREDENTIALS = new LogSecret('url-credentials', '\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s/:@]*:[^\\s/@]+@', ['://']);

  /** JSON Web Tokens, wherever they stand. */
  public static readonly JSON_WEB_TOKEN = new LogSecret('json-web-token', '\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*', ['eyj']);

  /** Private keys as PEM, to their end or to that of the record. */
  public static readonly PRIVATE_KEY = new LogSecret('private-key', '(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)', ['private key-----']);

  /** What stands behind `api_key=` and the like, and keys of AWS, GitHub, Slack, Google, Stripe and OpenAI that are known by their beginning. */
  public static readonly API_KEY = new LogSecret('api-key', [
    '(?i:[a-z0-9_-]*api[_-]?key["\']?\\s*[:=]\\s*["\']?[a-z0-9._~+/-]{8,}=*)',
    '\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b',
    '\\bgh[pousr]_[A-Za-z0-9]{36,}\\b',
    '\\bxox[abprs]-[A-Za-z0-9-]{10,}',
    '\\bAIza[A-Za-z0-9_-]{35}',
    '\\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}\\b',
    '\\bsk-[A-Za-z0-9_-]{20,}',
  ].join('|'), [
    'apikey', 'api_key', 'api-key', 'akia', 'asia', 'ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'xox', 'aiza', 'k_live_', 'k_test_', 'sk-',
  ]);

  /** Numbers of 15 and 16 digits as those of Visa, Mastercard, Discover and American Express, with spaces or hyphens or without. No check of the last digit. */
  public static readonly CARD_NUMBER = new LogSecret('card-number', [
    '\\b(?:4[0-9]{3}|5[1-5][0-9]{2}|2[2-7][0-9]{2}|6011|65[0-9]{2})(?:[ -]?[0-9]{4}){3}\\b',
    '\\b3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}\\b',
  ].join('|'));

  /** Addresses of electronic mail. */
  public static readonly EMAIL = new LogSecret('email', '\\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,}\\b', ['@']);

  /**
   * Whatever matches an expression.
   *
   * @param name what stands in its place: `[redacted name]`; letters, digits, `_`, `-` and `.`, or it fails
   * @param pattern of RE2; what RE2 does not understand fails, and so does what matches nothing at all: it would be found everywhere
   * @see https://github.com/google/re2/wiki/Syntax
   */
  public static pattern(name: string, pattern: string): LogSecret {
    return new LogSecret(name, pattern);
  }

  private constructor(
    /** What it is called in its place. */
    public readonly name: string,
    /** The expression that it matches. */
    public readonly expression: string,
    /**
     * In lower case, texts of which one is in whatever matches: to look for them takes a hundredth of what the expression does. Undefined when nothing is known.
     *
     * @internal
     */
    public readonly _marks?: readonly string[],
  ) {}
}
