/** A metadata service that knows no identity: programs ask it instead of the one of the machine on which they are judged. */
import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class MetadataService {
  public static async start(): Promise<MetadataService> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_request"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new MetadataService(server, asked);
  }

  private constructor(private readonly server: Server, private readonly asked: readonly string[]) {}

  /** What makes the library of Azure ask here. */
  public get environment(): NodeJS.ProcessEnv {
    return { IDENTITY_ENDPOINT: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/token`, IDENTITY_HEADER: 'conformance' };
  }

  /** The identity for which it was asked with every request. */
  public clients(): (string | null)[] {
    return this.asked.map((url) => new URL(url, 'http://service').searchParams.get('client_id'));
  }

  public stop(): void {
    this.server.close();
  }
}
