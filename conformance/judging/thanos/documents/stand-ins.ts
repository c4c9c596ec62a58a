/** Servers that know just enough of a protocol to tell what Thanos says to them. */
import { createServer as createHttpServer } from 'node:http';
import { AddressInfo, createServer, Server, Socket } from 'node:net';

/** What Thanos has said to a server. */
export interface StandIn {
  readonly address: string;
  /** what was said so far */
  readonly heard: readonly string[];
  readonly stop: () => void;
}

function standIn(server: Server, heard: readonly string[]): Promise<StandIn> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // whom it serves is killed
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  const stop = () => {
    server.close();
    sockets.forEach((socket) => socket.destroy());
  };
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({ address: `127.0.0.1:${(server.address() as AddressInfo).port}`, heard, stop })));
}

/** An empty memcached, which keeps nothing. */
export function memcached(): Promise<StandIn> {
  const heard: string[] = [];
  return standIn(createServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let command = /^(?:(gets?) ([^\r]*)|(set) (\S+) \d+ \d+ (\d+))\r\n/.exec(text); command !== null; command = /^(?:(gets?) ([^\r]*)|(set) (\S+) \d+ \d+ (\d+))\r\n/.exec(text)) {
        const whole = command[0].length + (command[5] === undefined ? 0 : Number(command[5]) + 2);
        if (text.length < whole) {
          return;
        }
        text = text.slice(whole);
        heard.push(`${command[1] ?? command[3]} ${command[2] ?? command[4]}`);
        socket.write(command[3] === undefined ? 'END\r\n' : 'STORED\r\n');
      }
    });
  }), heard);
}

/** A Redis of old, which keeps nothing, and takes any password. */
export function redis(): Promise<StandIn> {
  const heard: string[] = [];
  return standIn(createServer((socket) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      for (let command = firstCommand(text); command !== undefined; command = firstCommand(text)) {
        text = command.rest;
        heard.push(command.words.join(' '));
        socket.write(answerOfRedis(command.words));
      }
    });
  }), heard);
}

/** An array of texts, each with its length before it. */
function firstCommand(text: string): { readonly words: string[]; readonly rest: string } | undefined {
  const count = /^\*(\d+)\r\n/.exec(text);
  let rest = text.slice(count?.[0].length ?? 0);
  const words: string[] = [];
  while (count !== null && words.length < Number(count[1])) {
    const length = /^\$(\d+)\r\n/.exec(rest);
    if (length === null || rest.length < length[0].length + Number(length[1]) + 2) {
      return undefined;
    }
    words.push(rest.slice(length[0].length, length[0].length + Number(length[1])));
    rest = rest.slice(length[0].length + Number(length[1]) + 2);
  }
  return count === null ? undefined : { words, rest };
}

function answerOfRedis([name = '', ...rest]: readonly string[]): string {
  switch (name.toUpperCase()) {
    case 'HELLO': return "-ERR unknown command 'HELLO'\r\n";
    case 'CLUSTER': return '-ERR This instance has cluster support disabled\r\n';
    case 'GET': return '$-1\r\n';
    case 'MGET': return `*${rest.length}\r\n${'$-1\r\n'.repeat(rest.length)}`;
    case 'PING': return '+PONG\r\n';
    default: return '+OK\r\n';
  }
}

/** Takes whatever is posted. */
export function mailbox(): Promise<StandIn> {
  const heard: string[] = [];
  return standIn(createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${Buffer.concat(chunks).toString('latin1')}`);
      response.end('{"status":"success","data":{}}');
    });
  }), heard);
}

/** What is wrong when something was not said. */
export function silence({ heard }: StandIn, words: RegExp): string[] {
  return heard.some((each) => words.test(each)) ? [] : [`nobody said ${words}, but ${heard.slice(0, 5).join(', ') || 'nothing'}`];
}
