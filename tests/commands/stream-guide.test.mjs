// Goal: whatever docs/STREAM_GUIDE.md tells its reader to type works and gives what the text says.
// Method: the commands of a section are run as one script, with only the address changed to a server of ours. Each section has
// a server of its own, because each begins with a fresh one.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startServer } from './server.mjs';

const root = resolve(import.meta.dirname, '../..');
const guide = join(root, 'docs/STREAM_GUIDE.md');
const writtenAddress = '127.0.0.1:8080';
const limit = { timeout: 120_000 };
const sections = new Map(readFileSync(guide, 'utf8').split(/^## /m).slice(1).map((text) => [text.split('\n')[0], text]));

/** What the commands of a section print, line by line; JSON is read. */
async function run(section, prepare = async () => {}) {
  const script = [...sections.get(section).matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1]).join('');
  assert.notEqual(script, '', `'${section}' holds no command.`);
  const server = await startServer();
  try {
    await prepare(server.url);
    // From here, so that npx finds the pinned wscat and asks no registry.
    const { stdout } = await promisify(execFile)('bash', ['-ec', script.replaceAll(writtenAddress, new URL(server.url).host)],
      { cwd: import.meta.dirname, timeout: limit.timeout });
    return stdout.split('\n').filter((line) => line !== '').map((line) => (line.startsWith('{') ? JSON.parse(line) : line));
  } finally {
    await server.stop();
  }
}

const eventsOf = (frames) => frames.filter((frame) => frame.type === 'event')
  .flatMap((frame) => frame.events.map(({ seq, type }) => [seq, type]));

// proves: D-79
test('the quick start publishes, reads back over a socket and shows the counters', limit, async () => {
  const [published, ack, ...rest] = await run('Quick start');
  assert.equal(published.seq, 1);
  assert.equal(ack.type, 'ack');
  assert.deepEqual(eventsOf(rest), [[1, 'revenue_added']]);
  const metrics = rest.at(-1);
  assert.equal(metrics.connectionPoolStats.totalSubscriptions, 10);
  assert.equal(metrics.eventsByService.finance, 1);
});

// proves: D-80
test('the cursor of a poll goes on over a poll and over a socket with the same event', limit, async () => {
  const [published, polled, ack, ...rest] = await run('From polling to the stream');
  const expected = [[published.seq, 'expense_added']];
  assert.deepEqual(eventsOf(polled.frames), expected);
  assert.equal(ack.type, 'ack');
  assert.deepEqual(eventsOf(rest), expected);
});

// proves: D-81
test('the questions of the troubleshooting are answered, and a wrong name by its code', limit, async () => {
  const [ready, status, connections, topics, error] = await run('When something is wrong');
  // On a busy machine it may say that it is slow; that it answers at all is what counts here.
  for (const { status: state } of [ready, status]) assert.ok(['healthy', 'degraded'].includes(state), state);
  assert.deepEqual(connections.items, []);
  assert.ok(topics.items.length >= 10, `${topics.items.length} topics`);
  assert.equal(error.code, 'unknown_service');
  const codes = readFileSync(join(root, 'docs/reference/errors.md'), 'utf8');
  const named = [...sections.get('When something is wrong').matchAll(/`(?:\d{4} )?([a-z]+_[a-z_]+)`/g)].map((match) => match[1]);
  assert.ok(named.length >= 3, `Only ${named.length} codes were found.`);
  for (const code of named) assert.ok(codes.includes(`\`${code}\``), `'${code}' is no code of the server.`);
});

// proves: D-82
test('the places that the guide points to are there', limit, async () => {
  const lines = await run('Where things are');
  assert.ok(lines.some((line) => line.startsWith('attune_realtime_')), lines.join('\n'));
  const links = [...sections.get('Where things are').matchAll(/\]\(([^)#]+)/g)].map((match) => match[1]);
  assert.ok(links.length >= 5, `Only ${links.length} links were found.`);
  for (const link of links) assert.ok(existsSync(join(dirname(guide), link)), `${link} is not there.`);
});

// proves: D-88
test('the way back drains, lets connections in again and reads on over a poll', limit, async () => {
  const publish = (url) => fetch(`${url}/v2/realtime/publish`, {
    method: 'POST', body: JSON.stringify({ service: 'finance', type: 'revenue_added', data: 1 }),
  });
  const [drain, polled] = await run('The way back', publish);
  assert.equal(drain.draining, true);
  assert.deepEqual(eventsOf(polled.frames), [[1, 'revenue_added']]);
});

// proves: D-90
test('the test plan names tests and commands that exist', limit, () => {
  const plan = sections.get('Test plan');
  const tests = readFileSync(join(root, 'tests/commands/hotel.test.mjs'), 'utf8');
  const rows = [...plan.matchAll(/^\| (\d [a-z]+) \|/gm)].map((match) => match[1]);
  assert.deepEqual(rows.map((row) => row[0]), ['1', '2', '3', '4', '5']);
  for (const row of rows) assert.ok(tests.includes(`test('${row}: `), `hotel.test.mjs has no test '${row}'.`);
  const commands = [...plan.matchAll(/`((?:\.|bench)\/[^ `]+)/g)].map((match) => match[1]);
  assert.ok(commands.length >= 6, `Only ${commands.length} commands were found.`);
  for (const command of commands) accessSync(join(root, command), constants.X_OK);
});
