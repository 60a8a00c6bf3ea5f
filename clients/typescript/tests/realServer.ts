import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Held } from './model.ts';

/** The published program; `./test` names it. */
export const program = process.env['ATTUNE_PROGRAM'];

/** Personas have numbers of their own here, which begin anew with every start. */
const settings = ['--Realtime:Topics:0:Pattern=persona:*', '--Realtime:Topics:0:Durability=memory'];
const readyLimitMs = 60_000;

/** A real server with a data folder of its own that can be killed and comes back to the same address. */
export class RealServer {
  readonly #data = mkdtempSync(join(tmpdir(), 'attune-client-'));
  readonly port: number;
  readonly #settings: readonly string[];
  #child: ChildProcess | null = null;

  private constructor(port: number, own: readonly string[]) {
    this.port = port;
    this.#settings = [...settings, ...own];
  }

  /** @param own Settings beside those of every test. */
  static async start(...own: string[]): Promise<RealServer> {
    const listener = createServer();
    await listening(listener);
    const { port } = listener.address() as AddressInfo;
    await new Promise((done) => listener.close(done));
    const server = new RealServer(port, own);
    await server.run();
    return server;
  }

  async run(): Promise<void> {
    const url = `http://127.0.0.1:${this.port}`;
    const words = ['serve', '--urls', url, '--data', this.#data, ...this.#settings];
    const child = spawn(program!, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    let said = '';
    await new Promise<void>((ready, failed) => {
      const limit = setTimeout(() => failed(new Error(`The server did not become ready. It said:\n${said}`)), readyLimitMs);
      const listen = (text: Buffer) => {
        said += text;
        if (!said.includes(`open ${url}`)) return;
        clearTimeout(limit);
        ready();
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', listen);
      child.once('exit', () => failed(new Error(`The server ended. It said:\n${said}`)));
    });
  }

  /** Kills it as a power cut would. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#data, { recursive: true });
  }

  /** Everything that a topic holds. */
  async log(topic: string): Promise<Held[]> {
    const all: Held[] = [];
    for (let after = 0; ;) {
      const query = `topic=${encodeURIComponent(topic)}&after=${after}&limit=1000`;
      const response = await fetch(`http://127.0.0.1:${this.port}/v2/realtime/history?${query}`);
      const page = (await response.json()) as { events: { seq: number; id: string }[]; more: boolean; next: number };
      all.push(...page.events.map(({ seq, id }) => ({ topic, seq, id })));
      if (!page.more) return all;
      after = page.next;
    }
  }
}

const key = 'a-key-that-only-these-tests-know-0123456789';
/** Makes a server ask for tokens that {@link signedToken} makes. */
export const tokenSettings = ['--Access:Mode=tokens', `--Access:Key=${key}`];

/** A JSON Web Token as any program that knows the key would make it. */
export function signedToken(sub: string, id: string, seconds: number, allow: readonly string[]): string {
  const now = Math.floor(Date.now() / 1_000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub, org: 'local', jti: id, sid: `s-${id}`, iat: now, exp: now + seconds, allow };
  const content = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`;
}

/** A network between client and server: passes bytes on, cuts connections, and lets only some kinds through. */
export class RoughNetwork {
  readonly #listener: Server;
  readonly #sockets = new Set<Socket>();
  /** Requests whose path ends like one of these are cut at once. */
  blocked: readonly string[] = [];

  private constructor(target: number) {
    this.#listener = createServer((near) => {
      const far = connect(target, '127.0.0.1');
      for (const [from, to] of [[near, far], [far, near]] as const) {
        this.#sockets.add(from);
        from.on('data', (bytes: Buffer) => {
          const path = from === near ? /^GET (\S+?)[ ?]/.exec(bytes.toString('latin1', 0, 200))?.[1] : undefined;
          if (path && this.blocked.some((end) => path.endsWith(end))) from.destroy();
          else to.write(bytes);
        });
        // A cut connection is what this is for; either end going takes the other along.
        from.on('error', () => from.destroy());
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
      }
    });
  }

  static async before(server: RealServer): Promise<RoughNetwork> {
    const network = new RoughNetwork(server.port);
    await listening(network.#listener);
    return network;
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = new Promise((done) => this.#listener.close(done));
    this.cut();
    await closed;
  }
}

function listening(listener: Server): Promise<void> {
  return new Promise((ready) => listener.listen(0, '127.0.0.1', ready));
}

/** Waits until something holds; fails with what it is after the deadline. */
export async function eventually(what: string, holds: () => boolean, deadlineMs = 30_000): Promise<void> {
  const until = Date.now() + deadlineMs;
  while (!holds()) {
    if (Date.now() > until) throw new Error(`Not within ${deadlineMs} ms: ${what}`);
    await new Promise((next) => setTimeout(next, 5));
  }
}
