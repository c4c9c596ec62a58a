/** Objects of prometheus-operator before the API server, by the operator's own definitions. */
import { ApiServer } from '../../api-server/api-server';
import { Verdict } from '../verdict';

export const PROMETHEUS_RESOURCE = 'prometheus resource';

/** Where all objects of these judges would be. */
export const NAMESPACE = 'prometheus-resource';

/** What the API server says against manifests; it keeps nothing. */
export async function objections(server: ApiServer, items: readonly object[]): Promise<string> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const { code, stderr } = await server.kubectl(['apply', '--server-side', '--dry-run=server', '--validate=strict', '-f', '-'], { input });
  return code === 0 ? stderr.trim() : stderr.trim() || `exit code ${code}`;
}

/** A verdict; without complaints it is a good one. */
export function verdictOn(object: string, complaints: readonly string[]): Verdict {
  return { judge: PROMETHEUS_RESOURCE, example: 'lib', file: 'prometheus/operator', object, findings: complaints.map((message) => ({ check: 'applied', message })) };
}
