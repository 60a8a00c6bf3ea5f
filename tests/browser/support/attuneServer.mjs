import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const startDeadlineMs = 30_000;
const pollMs = 50;

/** A real server on a port and a data folder of its own, which can be killed and started again on both. */
export class AttuneServer {
  #process = null;
  #output = '';

  constructor(port, data, settings) {
    this.url = `http://127.0.0.1:${port}`;
    this.data = data;
    this.settings = settings;
  }

  /**
   * Starts the program named by ATTUNE_PROGRAM and waits until it is ready.
   * @param settings Further arguments, for example `--Kiosk:Locked=true`.
   */
  static async start(settings = []) {
    const server = new AttuneServer(await freePort(), await mkdtemp(join(tmpdir(), 'attune-browser-')), settings);
    await server.restart();
    return server;
  }

  async restart() {
    const program = process.env.ATTUNE_PROGRAM;
    if (!program) throw new Error('Set ATTUNE_PROGRAM to the path of the published attune program.');
    const child = spawn(program, ['serve', '--urls', this.url, '--data', this.data, ...this.settings],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    const keep = (text) => {
      this.#output = (this.#output + text).slice(-20_000);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    await until(`the server at ${this.url} is ready`, startDeadlineMs, async () => {
      if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}:\n${this.#output}`);
      return (await this.status('/ready')) === 200;
    });
  }

  /** Ends it as a power switch would: nothing is flushed, nobody is told. */
  async kill() {
    const child = this.#process;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  async stop() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  /** @returns The status of a GET, null when the server cannot be reached. */
  async status(path) {
    try {
      return (await fetch(this.url + path)).status;
    } catch (error) {
      if (error instanceof TypeError) return null;
      throw error;
    }
  }

  async get(path) {
    return this.#json(await fetch(this.url + path));
  }

  async post(path, body) {
    return this.#json(await fetch(this.url + path, {
      method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' },
    }));
  }

  async delete(path) {
    const response = await fetch(this.url + path, { method: 'DELETE' });
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  }

  async #json(response) {
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  }
}

/** Waits for a condition. It is asked again until it holds; past the deadline the wait fails with what was waited for. */
export async function until(what, deadlineMs, holds) {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const result = await holds();
    if (result) return result;
    if (Date.now() > deadline) throw new Error(`Waited ${deadlineMs} ms in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
