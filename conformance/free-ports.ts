/** Ports of this machine on which nobody listens. */
import { createServer } from 'node:net';

/** Below those that connections get which go out: judges make thousands of them, and one could take a port before the program that it was chosen for. */
const [FIRST, LAST] = [27_000, 32_700];

/** No port is given twice before all were; processes beside each other begin elsewhere. */
let next = FIRST + process.pid % (LAST - FIRST);

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false)).listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = next;
    next = port === LAST ? FIRST : port + 1;
    if (await isFree(port)) {
      ports.push(port);
    }
  }
  return ports;
}
