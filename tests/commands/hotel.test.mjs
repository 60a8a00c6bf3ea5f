// Goal: the five manual tests of the hotel's stream hold as they are typed: wscat on one side, curl's requests on the other.
// Method: the real wscat and the published program; events are published over HTTP. How fast an event arrives is measured by
// bench/realtime/run, not asserted here.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { WebSocket } from 'ws';
import { startCommand, startServer } from './server.mjs';

const limitMs = 120_000;
const limit = { timeout: limitMs };
const connections = 100;

let server;
before(async () => {
  server = await startServer();
});
after(() => server.stop());

/** A running wscat: it sends one frame when it is connected, and its output is read. */
class Wscat {
  #child;
  #lines;

  constructor(url, frame) {
    const stream = `${url.replace('http', 'ws')}/v2/realtime/stream?access_token=anything`;
    const program = join(import.meta.dirname, 'node_modules/.bin/wscat');
    const words = ['--no-color', '-c', stream, '-x', JSON.stringify(frame), '-w', `${limitMs / 1000}`];
    // It ends with its input, so that stays open.
    this.#child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  /** The next message of a type, as wscat shows it. */
  async read(type) {
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) throw new Error(`wscat ended before it showed '${type}'.`);
      const text = /\{.*\}/.exec(value)?.[0];
      if (!text) continue;
      const frame = JSON.parse(text);
      if (frame.type === type) return frame;
    }
  }

  async close() {
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }
}

async function withWscat(url, frame, work) {
  const wscat = new Wscat(url, frame);
  try {
    return await work(wscat);
  } finally {
    await wscat.close();
  }
}

async function publish(body) {
  const answer = await fetch(`${server.url}/v2/realtime/publish`, {
    method: 'POST',
    headers: { authorization: 'Bearer anything', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  return answer.json();
}

const revenue = (amount) => ({ service: 'finance', type: 'revenue_added', data: { amount, propertyId: 1 } });
const metrics = async () => (await fetch(`${server.url}/v2/realtime/metrics`)).json();

// proves: D-24, D-52, D-93
test('1 connection: three services are acknowledged with seq 0', limit, () =>
  withWscat(server.url, { services: ['finance', 'guest', 'staff'], version: 1 }, async (wscat) => {
    const ack = await wscat.read('ack');
    assert.equal(ack.seq, 0);
    assert.ok(!Number.isNaN(Date.parse(ack.timestamp)), ack.timestamp);
    assert.deepEqual(Object.keys(ack.position).sort(), ['finance', 'guest', 'staff']);
    assert.equal(ack.limits.pingSeconds, 30);
  }));

// proves: D-54
test('1 connection: it stays open and shows ping after ping', limit, async () => {
  const quick = await startCommand(process.env.ATTUNE_PROGRAM, ['serve', '--Realtime:PingSeconds=1']);
  try {
    await withWscat(quick.url, { services: ['finance'], version: 1 }, async (wscat) => {
      await wscat.read('ack');
      for (let pings = 0; pings < 4; pings++) {
        const ping = await wscat.read('ping');
        assert.ok(!Number.isNaN(Date.parse(ping.timestamp)), ping.timestamp);
      }
    });
  } finally {
    await quick.stop();
  }
});

// proves: D-55, D-94
test('2 delivery: a revenue that is added is shown as event 1', limit, () =>
  withWscat(server.url, { services: ['finance'], version: 1 }, async (wscat) => {
    await wscat.read('ack');
    assert.equal((await publish(revenue(10000))).seq, 1);
    const event = await wscat.read('event');
    assert.equal(event.service, 'finance');
    assert.equal(event.seq, 1);
    assert.equal(event.events[0].type, 'revenue_added');
    assert.deepEqual(event.events[0].data, { amount: 10000, propertyId: 1 });
  }));

// proves: D-57, D-58, D-95
test('3 replay: lastSeq 2 gives 3 and 4', limit, async () => {
  for (const amount of [20000, 30000, 40000]) await publish(revenue(amount));
  await withWscat(server.url, { services: ['finance'], version: 1, lastSeq: 2 }, async (wscat) => {
    assert.equal((await wscat.read('ack')).seq, 2);
    assert.deepEqual([(await wscat.read('event')).seq, (await wscat.read('event')).seq], [3, 4]);
  });
  assert.ok((await metrics()).missedEventsReplayed >= 2);
});

// proves: D-30, D-50, D-59
test('4 compression: a bulk of ten guests travels compressed and arrives whole', limit, () =>
  withWscat(server.url, { services: ['guest'], version: 1 }, async (wscat) => {
    await wscat.read('ack');
    const guests = Array.from({ length: 10 }, (_, i) => ({
      name: `Guest ${i}`,
      room: 100 + i,
      note: `Arrives on day ${i} and asks for a quiet room, tea and a late breakfast. `.repeat(4),
    }));
    await publish({ service: 'guest', type: 'guest_created', data: { guests } });
    assert.deepEqual((await wscat.read('event')).events[0].data.guests, guests);
    const { compressedMessages, bytesSaved } = await metrics();
    assert.ok(compressedMessages > 0, `${compressedMessages}`);
    assert.ok(bytesSaved > 0, `${bytesSaved}`);
  }));

// A hundred programs would measure this machine's memory; a hundred sockets of the library in wscat say the same.
// proves: D-61, D-62, D-68
test('5 pool: a hundred connections to ten services are ten subscriptions', limit, async () => {
  const services = ['finance', 'guest', 'staff', 'tasks', 'properties', 'users', 'dashboard', 'branding', 'analytics', 'reports'];
  const sockets = Array.from({ length: connections }, () =>
    new WebSocket(`${server.url.replace('http', 'ws')}/v2/realtime/stream`));
  try {
    await Promise.all(sockets.map(async (socket) => {
      await once(socket, 'open');
      const answer = once(socket, 'message');
      socket.send(JSON.stringify({ services, version: 1 }));
      assert.equal(JSON.parse((await answer)[0].toString()).type, 'ack');
    }));
    const { activeConnections, connectionPoolStats } = await metrics();
    assert.ok(activeConnections >= connections, `${activeConnections}`);
    assert.equal(connectionPoolStats.totalSubscriptions, 10);
    assert.ok(connectionPoolStats.totalConnections >= connections, `${connectionPoolStats.totalConnections}`);
  } finally {
    for (const socket of sockets) socket.terminate();
  }
});

// The tests before this one are what it looks back on.
// proves: D-96
test('metrics: after the five tests they tell what was done', limit, async () => {
  const answer = await fetch(`${server.url}/v2/realtime/metrics`, { headers: { authorization: 'Bearer anything' } });
  assert.equal(answer.status, 200);
  const { eventsByService, eventsBroadcast, missedEventsReplayed, connectionPoolStats } = await answer.json();
  assert.deepEqual([eventsByService.finance, eventsByService.guest, eventsBroadcast], [4, 1, 5]);
  assert.equal(missedEventsReplayed, 2);
  assert.equal(connectionPoolStats.totalSubscriptions, 10);
});

// proves: D-37
test('log: the five tests leave no error and no warning behind', limit, async () => {
  assert.equal((await metrics()).errorCount, 0);
  const lines = server.said().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  assert.ok(lines.some((line) => line.LogLevel === 'Information'), 'The server logs nothing that could be looked at.');
  assert.deepEqual(lines.filter((line) => ['Warning', 'Error', 'Critical'].includes(line.LogLevel)), []);
});
