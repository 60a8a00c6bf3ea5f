// Goal: whatever README.md and samples/ tell a newcomer to type works, and gives what the text says.
// Method: the commands are taken out of the text and run as they stand, with only the address changed to a server of ours.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { readmeExample } from './readme.mjs';
import { startServer } from './server.mjs';

const root = resolve(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const commandLimitMs = 60_000;

let server;

before(async () => {
  server = await startServer();
});

after(() => server?.stop());

/** Runs a command here, so that npx finds the pinned wscat and asks no registry. */
async function shell(command, environment = {}) {
  const { stdout } = await promisify(execFile)('bash', ['-c', command], {
    cwd: import.meta.dirname, timeout: commandLimitMs, env: { ...process.env, ...environment },
  });
  return stdout;
}

function runnable(start) {
  return readmeExample(start, server.url);
}

function sample(name) {
  return shell(join(root, 'samples', name), { ATTUNE_URL: server.url });
}

function frames(output) {
  return output.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
}

test('the curl example publishes event 1 and the wscat example reads it back', async () => {
  const published = JSON.parse(await shell(runnable('curl -s http://127.0.0.1:8080/v2')));
  const received = frames(await shell(runnable('npx')));

  assert.equal(published.seq, 1);
  assert.equal(received[0].type, 'ack');
  const events = received.filter((frame) => frame.type === 'event').flatMap((frame) => frame.events);
  assert.deepEqual(events.map((event) => [event.seq, event.id, event.type, event.data]),
    [[1, published.id, 'revenue_added', { amount: 120 }]]);
});

test('publish.sh gets the same answer twice', async () => {
  const [first, second] = (await sample('publish.sh')).trim().split('\n').map((line) => JSON.parse(line));

  assert.equal(first.id, 'sample-arrival-1');
  assert.deepEqual(second, first);
});

test('history.sh gets one page of two events', async () => {
  const page = JSON.parse(await sample('history.sh'));

  assert.equal(page.events.length, 2);
  assert.equal(page.more, true);
});

test('resume.sh receives exactly what was missed', async () => {
  const events = frames(await sample('resume.sh')).filter((frame) => frame.type === 'event').flatMap((frame) => frame.events);

  assert.deepEqual(events.map((event) => event.data.name), ['missed one', 'missed two']);
});

test('health.sh tells that all is well', async () => {
  assert.equal(JSON.parse(await sample('health.sh')).status, 'healthy');
});

test('every command and file that the README names is there', () => {
  const commands = new Set([...readme.matchAll(/\.\/(run|test|attune)\b/g)].map((match) => match[1]));
  assert.deepEqual([...commands].sort(), ['attune', 'run', 'test']);
  for (const command of commands) accessSync(join(root, command), constants.X_OK);
  for (const file of ['README.md', 'samples/README.md']) {
    const text = readFileSync(join(root, file), 'utf8');
    const missing = [...text.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1])
      .filter((link) => !link.startsWith('http') && !existsSync(join(root, dirname(file), link)));
    assert.deepEqual(missing, [], `${file} links to files that do not exist`);
  }
});
