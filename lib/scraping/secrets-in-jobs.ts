import { ScrapeConfig } from './scrape-config';
import { Scraper } from './scraper';
import { fail } from '../validation';
import { SecretValue } from '../wiring';
import { valuesIn } from '../wiring/mapping';

/** Fails on a secret that a program could not read that knows files, and no variables. */
export function requireSecretsInFiles(job: ScrapeConfig, { caller, program }: Scraper): void {
  const secret = valuesIn(job.extra).find((value): value is SecretValue => value instanceof SecretValue);
  if (secret) {
    fail(caller, {
      what: `job '${job.jobName}': extra has the key '${secret.key}' of secret '${secret.secretName}' as a value`,
      why: `${program} reads no variables: the secret would have to stand in the ConfigMap`,
      fix: `a key that names a file, for example { basic_auth: { username: 'web', password_file: FileSource.fromSecret('${secret.secretName}', '${secret.key}') } }`,
    });
  }
}
