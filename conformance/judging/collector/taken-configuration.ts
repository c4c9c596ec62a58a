/** Whether a real collector starts with a configuration, or refuses it in some words. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { judge } from '../../judges';
import { Daemon } from '../daemon';
import { temporaryFolder } from '../processes';

const PATIENCE_SECONDS = 60;

/** @throws when it neither starts nor refuses it in these words */
export async function isTaken(configuration: object, refusal: RegExp): Promise<boolean> {
  const file = join(temporaryFolder('taken'), 'config.yaml');
  writeFileSync(file, stringify(configuration));
  const collector = new Daemon(judge('otelcol'), ['--config', file]);
  const isRefused = () => refusal.test(collector.said);
  try {
    await collector.until('the collector says something', () => collector.said.includes('Everything is ready') || isRefused(), PATIENCE_SECONDS);
  } catch (error) {
    if (!isRefused()) {
      throw error;
    }
  } finally {
    await collector.kill();
  }
  return !isRefused();
}
