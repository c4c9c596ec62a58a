/** Who stands behind a gateway: notes what it is asked, and says its name. */
import { createServer, IncomingHttpHeaders, IncomingMessage, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** A request, as it came. */
export interface Asked {
  readonly who: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** By which a request says how it wants to be answered. */
export const ANSWER_STATUS = 'x-answer-status';
/** By which an answer says whose it is. */
export const ANSWERED_BY = 'x-answered-by';

function bodyOf(stream: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    // who asked has gone: what came is no request
    stream.on('error', () => undefined);
  });
}

export class StandIns {
  public static async start(names: readonly string[]): Promise<StandIns> {
    const all = new StandIns();
    await Promise.all(names.map((name) => all.add(name)));
    return all;
  }

  /** What they were asked, first to last. */
  public readonly asked: Asked[] = [];
  /** Where each listens. */
  public readonly ports: { [name: string]: number } = {};
  private readonly servers: Server[] = [];

  public async end(): Promise<void> {
    await Promise.all(this.servers.map((server) => new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    })));
  }

  private async add(who: string): Promise<void> {
    const note = async (message: IncomingMessage, body: Promise<string>) => {
      const { method = '', url = '', headers } = message;
      this.asked.push({ who, method, url, headers, body: await body });
    };
    const server = createServer((message, response) => void note(message, bodyOf(message)).then(() => {
      const status = Number(message.headers[ANSWER_STATUS] ?? 200);
      response.writeHead(status, { [ANSWERED_BY]: who, 'retry-after': '7' }).end(`${who} says ${status}`);
    }));
    // a websocket, as far as a gateway knows: whatever comes goes back
    server.on('upgrade', (message, socket) => void note(message, Promise.resolve('')).then(() => {
      socket.on('error', () => undefined);
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
      socket.pipe(socket);
    }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.servers.push(server);
    this.ports[who] = (server.address() as AddressInfo).port;
  }
}

/** What is asked of a gateway; paths go as they are, dots and escapes too. */
export interface Question {
  readonly method: string;
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
  /** whether its length is not said beforehand */
  readonly chunked?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** @throws when nobody answers */
export function ask(port: number, { method, path, headers = {}, body = '', chunked }: Question): Promise<Answer> {
  const length = chunked ? { 'transfer-encoding': 'chunked' } : body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, ...length }, agent: false }, (response) => {
      void bodyOf(response).then((text) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    asking.on('error', reject);
    asking.end(body);
  });
}

/** Opens a websocket, says something, and is given what comes back; the status when it is none. */
export function echo(port: number, path: string, headers: { readonly [name: string]: string }, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, headers: { ...headers, connection: 'Upgrade', upgrade: 'websocket' }, agent: false });
    asking.on('response', (response) => {
      response.resume();
      resolve(`status ${response.statusCode}`);
    });
    asking.on('upgrade', (_, socket) => {
      socket.once('data', (data: Buffer) => {
        socket.destroy();
        resolve(data.toString('utf8'));
      });
      socket.write(text);
    });
    asking.on('error', reject);
    asking.end();
  });
}
