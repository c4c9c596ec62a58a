/** A collector that runs for as long as it is asked something. */
import { ResourceMetrics } from './otlp-metrics';
import { Daemon } from '../daemon';

/** Hundreds of policies take their time. */
const PATIENCE_SECONDS = 180;

export async function start(program: string, config: string): Promise<Daemon> {
  const collector = new Daemon(program, ['--config', config]);
  try {
    await collector.until('the collector runs with the policies', () => collector.said.includes('Everything is ready'), PATIENCE_SECONDS);
  } catch (error) {
    await collector.kill();
    throw error;
  }
  return collector;
}

export async function push(port: number, resource: ResourceMetrics): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/metrics`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ resourceMetrics: [resource] }),
  });
  if (!response.ok) {
    throw new Error(`the collector refused metrics: ${response.status} ${await response.text()}`);
  }
}
