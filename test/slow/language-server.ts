import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the server says about a place in a document. */
export interface Completion {
  /** 10 is a key; others offer values or whole blocks. */
  readonly kind: number;
  readonly label: string;
  readonly insertText: string;
  readonly documentation?: string;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri: string; readonly diagnostics: readonly { readonly message: string }[] };
  readonly result?: unknown;
  readonly error?: unknown;
}

const root = join(__dirname, '../..');

/** The server that editors ask about YAML, over its standard input and output. */
export class LanguageServer {
  private readonly server: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<number | string, (message: Message) => void>();
  private received = Buffer.alloc(0);
  private asked = 0;
  private opened = 0;

  private constructor() {
    const program = join(root, 'node_modules/yaml-language-server/bin/yaml-language-server');
    this.server = spawn(process.execPath, [program, '--stdio']);
    this.server.stdout.on('data', (bytes: Buffer) => {
      this.receive(bytes);
    });
  }

  static async start(): Promise<LanguageServer> {
    const started = new LanguageServer();
    await started.ask('initialize', { processId: process.pid, rootUri: pathToFileURL(root).href, capabilities: {} });
    started.send({ method: 'initialized', params: {} });
    const yaml = { validate: true, hover: true, completion: true, schemaStore: { enable: false } };
    started.send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml } } });
    return started;
  }

  /** What it completes at the end of an environment file. */
  async completions(text: string): Promise<readonly Completion[]> {
    return this.inDocument(text, async (textDocument, end) => {
      const result = await this.ask('textDocument/completion', { textDocument, position: end });
      return (result as { items: readonly Completion[] }).items;
    });
  }

  /** What it shows over the last character of an environment file. */
  async hover(text: string): Promise<string> {
    return this.inDocument(text, async (textDocument, { line, character }) => {
      const position = { line, character: character - 1 };
      const result = await this.ask('textDocument/hover', { textDocument, position });
      return (result as { contents: { value: string } } | null)?.contents.value ?? '';
    });
  }

  /** What it finds wrong with an environment file. */
  async messages(text: string): Promise<readonly string[]> {
    const uri = this.nextUri();
    const published = new Promise<Message>((resolve) => this.waiting.set(uri, resolve));
    this.open(uri, text);
    const { params } = await published;
    return (params?.diagnostics ?? []).map(({ message }) => message);
  }

  stop(): void {
    this.server.kill();
  }

  private async inDocument<T>(
    text: string,
    ask: (document: { uri: string }, end: { line: number; character: number }) => Promise<T>,
  ): Promise<T> {
    const uri = this.nextUri();
    const lines = this.open(uri, text).split('\n');
    const answer = await ask({ uri }, { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 });
    this.send({ method: 'textDocument/didClose', params: { textDocument: { uri } } });
    return answer;
  }

  private nextUri(): string {
    this.opened += 1;
    return pathToFileURL(join(root, `environments/unwritten-${this.opened}.yaml`)).href;
  }

  private open(uri: string, settings: string): string {
    const text = `# yaml-language-server: $schema=./schema.json\n${settings}`;
    this.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'yaml', version: 1, text } },
    });
    return text;
  }

  private async ask(method: string, params: object): Promise<unknown> {
    this.asked += 1;
    const id = this.asked;
    const answered = new Promise<Message>((resolve) => this.waiting.set(id, resolve));
    this.send({ id, method, params });
    const { result, error } = await answered;
    if (error !== undefined) throw new Error(JSON.stringify(error));
    return result;
  }

  private send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  private receive(bytes: Buffer): void {
    this.received = Buffer.concat([this.received, bytes]);
    for (let body = this.next(); body !== undefined; body = this.next()) this.take(JSON.parse(body) as Message);
  }

  private next(): string | undefined {
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const length = Number(/Content-Length: (\d+)/i.exec(this.received.toString('latin1', 0, end))?.[1]);
    const start = end + 4;
    if (this.received.length < start + length) return undefined;
    const body = this.received.toString('utf8', start, start + length);
    this.received = this.received.subarray(start + length);
    return body;
  }

  private take(message: Message): void {
    const { id, method, params } = message;
    // It asks for settings of single files, and registers what it can do: it has all that it needs.
    if (method !== undefined && id !== undefined) {
      this.send({ id, result: null });
      return;
    }
    const key = method === 'textDocument/publishDiagnostics' ? params?.uri : method === undefined ? id : undefined;
    if (key === undefined) return;
    this.waiting.get(key)?.(message);
    this.waiting.delete(key);
  }
}
