import { Duration } from 'cdk8s';
import { ScrapeConfig } from '../../lib/scraping';
import { requireSecretsInFiles } from '../../lib/scraping/secrets-in-jobs';
import { FileSource, SecretValue } from '../../lib/wiring';

const SCRAPER = { caller: 'observability/allocator', program: 'the Target Allocator', interval: Duration.minutes(1), timeout: Duration.seconds(10) };
const job = (extra: ScrapeConfig['extra']): ScrapeConfig => ({ jobName: 'web', staticTargets: [{ targets: ['web:80'] }], extra });

describe('a secret of a job whose program reads no variables', () => {
  test('is in a file', () => {
    expect(() => requireSecretsInFiles(job({ basic_auth: { username: 'web', password_file: FileSource.fromSecret('web', 'password') } }), SCRAPER)).not.toThrow();
    expect(() => requireSecretsInFiles(job(undefined), SCRAPER)).not.toThrow();
  });

  test('is no value, however deep', () => {
    expect(() => requireSecretsInFiles(job({ oauth2: { tls_config: [{ key: SecretValue.fromSecret('web', 'key') }] } }), SCRAPER)).toThrow(
      "observability/allocator: job 'web': extra has the key 'key' of secret 'web' as a value\n  why: the Target Allocator reads no variables: ",
    );
  });
});
