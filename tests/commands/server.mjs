// Starts the published program with a port and a data folder of its own, and waits until it says that it is ready.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY_LIMIT_MS = 30_000;

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * Starts the published program itself.
 * @returns {Promise<{url: string, said: () => string, stop: () => Promise<void>}>} said: what it has written so far
 */
export async function startServer() {
  const program = process.env.ATTUNE_PROGRAM;
  if (!program) throw new Error('ATTUNE_PROGRAM must name the published program; ./test sets it.');
  return startCommand(program, ['serve']);
}

/**
 * Starts a command that serves Attune, on a free port and a data folder of its own.
 * @param {string} command what to start
 * @param {string[]} words its first arguments
 * @param {number} limitMs how long it may take to become ready
 * @returns {Promise<{url: string, said: () => string, stop: () => Promise<void>}>} said: what it has written so far
 */
export async function startCommand(command, words = [], limitMs = READY_LIMIT_MS) {
  const data = mkdtempSync(join(tmpdir(), 'attune-readme-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(command, [...words, '--urls', url, '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((done) => child.once('exit', done));
  let said = '';
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const isReady = new Promise((done) => {
    for (const output of [child.stdout, child.stderr]) {
      output.on('data', (text) => {
        said += text;
        if (said.includes(`open ${url}`)) done(true);
      });
    }
  });
  const ready = await Promise.race([isReady, ended.then(() => false)]);
  clearTimeout(limit);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true });
  };
  if (!ready) {
    await stop();
    throw new Error(`The server did not become ready. It said:\n${said}`);
  }
  return { url, said: () => said, stop };
}
