/** Programs of the node under a name of the cluster. */
import { NODE_IP } from './node-files';

export interface NodeService {
  readonly name: string;
  readonly namespace: string;
  /** any when undefined */
  readonly clusterIP?: string;
  /** the ports of the Service, and of the programs behind them */
  readonly ports: ReadonlyArray<{ readonly port: number; readonly target: number }>;
}

/** A Service without pods: its one endpoint is the node. */
export function serviceOnNode({ name, namespace, clusterIP, ports }: NodeService): object[] {
  const named = ports.map(({ port, target }) => ({ name: `port-${port}`, port, target }));
  return [
    { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { clusterIP, ports: named.map(({ name: portName, port }) => ({ name: portName, port })) } },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name, namespace, labels: { 'kubernetes.io/service-name': name } },
      addressType: 'IPv4',
      ports: named.map(({ name: portName, target }) => ({ name: portName, port: target, protocol: 'TCP' })),
      endpoints: [{ addresses: [NODE_IP], conditions: { ready: true } }],
    },
  ];
}
