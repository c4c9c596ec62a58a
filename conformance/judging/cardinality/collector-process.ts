/** A collector that runs for as long as it is asked something. */
import { ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { ResourceMetrics } from './otlp-metrics';

const READY_TIMEOUT_MS = 180_000;

export async function start(program: string, config: string): Promise<ChildProcess> {
  const collector = spawn(program, ['--config', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  collector.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString('utf8')).slice(-4_000); });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!said.includes('Everything is ready')) {
    if (collector.exitCode !== null || Date.now() > deadline) {
      collector.kill('SIGKILL');
      throw new Error(`the collector did not start with the policies: ${said}`);
    }
    await sleep(50);
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

/** What the exporter has in memory is written when it ends. */
export async function end(collector: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => collector.once('exit', resolve));
  collector.kill('SIGTERM');
  await ended;
}
