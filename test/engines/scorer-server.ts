import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';

const running: { close(): void }[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of running.splice(0)) server.close();
});

async function listen(server: Server | TcpServer): Promise<string> {
  running.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A scorer on loopback, gone after the test. */
export function serve(listener: RequestListener): Promise<string> {
  return listen(createServer(listener));
}

/** Something that speaks TCP, and HTTP as badly as a test wants. */
export function serveRaw(onConnection: (socket: Socket) => void): Promise<string> {
  return listen(createTcpServer({ allowHalfOpen: true }, onConnection));
}

/** A scorer that answers each path with one JSON document, and all else with a 404 in JSON as FastAPI does. */
export function serveJson(answers: Readonly<Record<string, unknown>>): Promise<string> {
  return serve(({ url = '' }, response) => {
    const known = url in answers;
    response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known ? answers[url] : { detail: 'Not Found' }));
  });
}

/** An address that nobody listens on. */
export async function deadUrl(): Promise<string> {
  const server = createTcpServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
