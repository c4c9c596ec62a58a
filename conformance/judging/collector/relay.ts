/** Leads a socket of the file system to a port: sandboxes have no network, but they can open a file. */
import { connect, createServer, Server } from 'node:net';

export async function relay(path: string, port: number): Promise<Server> {
  const server = createServer((inside) => {
    const outside = connect(port, '127.0.0.1');
    inside.pipe(outside).pipe(inside);
    inside.on('error', () => outside.destroy());
    outside.on('error', () => inside.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  // a connection that a killed collector leaves open must not keep the whole run alive
  server.unref();
  return server;
}
