/** A backend that takes logs by OTLP over HTTP, and knows of them only how many bytes they were. */
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { gunzip } from 'node:zlib';

export class LogBackend {
  public static start(): Promise<LogBackend> {
    return new Promise((resolve) => {
      const backend: LogBackend = new LogBackend(createServer((request, response) => {
        const pieces: Buffer[] = [];
        request.on('data', (piece: Buffer) => pieces.push(piece));
        request.on('end', () => backend.take(Buffer.concat(pieces), () => response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()));
      }));
      backend.server.listen(0, '127.0.0.1', () => resolve(backend));
    });
  }

  private compressed = 0;
  private whole = 0;

  private constructor(private readonly server: Server) {}

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Bytes that came, as they came and as they were before they were compressed. */
  public get bytes(): { readonly compressed: number; readonly whole: number } {
    return { compressed: this.compressed, whole: this.whole };
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(body: Buffer, answer: () => void): void {
    this.compressed += body.length;
    gunzip(body, (error, text) => {
      this.whole += error === null ? text.length : body.length;
      answer();
    });
  }
}
