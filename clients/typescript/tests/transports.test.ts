import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AttuneClientOptions, type KeyValueStore } from '../src/index.ts';
import { FakeHttp } from './fakeHttp.ts';
import { pass, recorder, start } from './harness.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A client that may use every transport; `http` is the server's other side. */
function startAll(options: Partial<AttuneClientOptions> = {}) {
  let http: FakeHttp | undefined;
  const fetch = ((...args: Parameters<typeof globalThis.fetch>) => http!.fetch(...args)) as typeof globalThis.fetch;
  const started = start({ url: 'ws://test/v2/realtime/stream', transports: ['websocket', 'events', 'poll'], fetch, ...options });
  http = new FakeHttp(started.server);
  return { ...started, http };
}

function memoryStore(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null, set: (key, value) => void kept.set(key, value), remove: (key) => void kept.delete(key),
  };
}

describe('transports', () => {
  it('fall back to an event stream where WebSockets fail, and carry everything over it', async () => {
    const { server, client, http } = startAll();
    server.webSockets = 'refused';
    server.publish('finance', 'a', {});
    server.append('s1', 'an answer');
    const seen = recorder();
    client.subscribe('finance', seen, { after: 0 });
    const view = client.view('s1');
    client.connect();
    await pass(1_000);
    expect(client.status).toMatchObject({ state: 'degraded', transport: 'events' });
    const late = recorder();
    client.subscribe('guest', late);
    await pass();
    const { seq } = await client.publish('guest', { type: 'b', data: 1 });
    server.append('s1', ' that grows');
    server.end('s1', 'complete');
    await pass();
    expect(seq).toBe(2);
    expect([seen.lines, late.lines]).toEqual([['1 replayed'], ['2']]);
    expect(view.snapshot).toMatchObject({ state: 'complete', text: 'an answer that grows' });
    expect((await client.history('guest')).events).toHaveLength(1);
    expect(await client.ping()).toBeGreaterThanOrEqual(0);
    expect(client.latency).toMatchObject({ count: 1 });
    expect(http.requests.filter((path) => path === 'events')).toHaveLength(2);
    server.append('s2', 'a long answer');
    const stopped = client.view('s2');
    await pass();
    await stopped.stop();
    await pass();
    expect(stopped.snapshot).toMatchObject({ state: 'cancelled', text: 'a long answer' });
    await expect(client.view('nobody').stop()).rejects.toMatchObject({ code: 'unknown_stream' });
    await expect(client.feed('s3').append('word')).rejects.toMatchObject({ code: 'not_on_fallback', retry: true });
  });

  it('race a WebSocket that hesitates instead of waiting for its failure', async () => {
    const { server, client } = startAll({ raceMs: 2_500 });
    server.webSockets = 'silent';
    client.connect();
    await pass(2_499);
    expect(client.status.state).toBe('connecting');
    await pass(1);
    expect(client.status).toMatchObject({ state: 'degraded', transport: 'events' });
  });

  it('fall back to polling where event streams fail too', async () => {
    const { server, client, http } = startAll();
    server.webSockets = 'refused';
    http.events = 'blocked';
    server.publish('finance', 'a', {});
    const [seen, late] = [recorder(), recorder()];
    client.subscribe('finance', seen, { after: 0 });
    client.subscribe('guest', late);
    client.connect();
    await pass(2_000);
    expect(client.status).toMatchObject({ state: 'degraded', transport: 'poll' });
    for (const topic of ['finance', 'guest', 'finance']) {
      server.publish(topic, 'b', {});
      await pass();
    }
    server.publish('finance', 'c', {});
    server.publish('guest', 'c', {});
    await pass();
    expect([seen.lines, late.lines]).toEqual([['1 replayed', '2', '4', '5'], ['3', '6']]);
  });

  it('return to the WebSocket once it works, without loss and without repeats', async () => {
    const { server, client, http } = startAll();
    server.webSockets = 'refused';
    const seen = recorder();
    client.subscribe('finance', seen);
    client.connect();
    await pass(1_000);
    server.webSockets = 'served';
    for (let i = 0; i < 40; i++) {
      server.publish('finance', 'a', {});
      await pass(400);
    }
    expect(client.status).toMatchObject({ state: 'live', transport: 'websocket' });
    expect(seen.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(http.held.size).toBe(0);
  });

  it('look for the WebSocket less and less often', async () => {
    const { server, client } = startAll();
    server.webSockets = 'refused';
    client.connect();
    await pass(1_000);
    const before = server.openings;
    await pass(60_000);
    const inTheFirstMinute = server.openings - before;
    await pass(3_600_000 - 60_000);
    expect(inTheFirstMinute).toBeGreaterThanOrEqual(2);
    expect(server.openings - before).toBeLessThan(25);
    expect(client.status.state).toBe('degraded');
  });

  it('resume over the fallback when its response is cut', async () => {
    const { server, client, http } = startAll({ transports: ['events'] });
    const seen = recorder();
    client.subscribe('finance', seen);
    client.connect();
    await pass();
    server.publish('finance', 'a', {});
    await pass(6_000);
    http.cut();
    server.publish('finance', 'b', {});
    await pass(1_000);
    expect(seen.lines).toEqual(['1', '2 replayed']);
    expect(client.status.state).toBe('degraded');
  });

  // proves: D-65
  it('change to the fallback when the server asks for it, and leave the WebSocket alone for as long', async () => {
    const { server, client } = startAll();
    const seen = recorder();
    client.subscribe('finance', seen);
    client.connect();
    await pass();
    server.sockets[0]!.tell({ type: 'bye', reason: 'use_fallback', reconnectAfterMs: [1_000, 3_000], holdMs: 120_000 });
    await pass();
    server.publish('finance', 'a', {});
    await pass(1_999);
    expect(client.status.state).toBe('live');
    await pass(1);
    expect(client.status).toMatchObject({ state: 'degraded', transport: 'events' });
    server.publish('finance', 'b', {});
    await pass(100_000);
    expect(server.openings).toBe(1);
    await pass(60_000);
    expect(client.status.state).toBe('live');
    expect(seen.lines).toEqual(['1', '2']);
  });

  it('begin with what worked last after a reload', async () => {
    const store = memoryStore();
    const first = startAll({ store });
    first.server.webSockets = 'refused';
    first.client.connect();
    await pass(1_000);
    expect(first.client.status.state).toBe('degraded');
    const second = startAll({ store });
    second.client.connect();
    await pass();
    expect(second.client.status).toMatchObject({ state: 'degraded', transport: 'events' });
    expect(second.server.openings).toBe(0);
  });

  it('find out which of many topics is unknown, over HTTP too', async () => {
    const { server, client } = startAll({ transports: ['events'] });
    server.unknownTopics.add('nothing').add('later');
    const [bad, good, late] = [recorder(), recorder(), recorder()];
    client.subscribe('nothing', bad);
    client.subscribe('finance', good);
    client.connect();
    await pass();
    client.subscribe('later', late);
    await pass();
    server.publish('finance', 'a', {});
    await pass();
    expect([bad.lines, good.lines, late.lines]).toEqual([['error unknown_service'], ['1'], ['error unknown_service']]);
  });

  it('do without a WebSocket class', async () => {
    const { server, client } = startAll({ transports: ['events', 'poll'] });
    const view = client.view('s1');
    client.connect();
    await pass();
    server.append('s1', 'text');
    await pass(1_000);
    expect(view.snapshot).toMatchObject({ state: 'open', text: 'text' });
  });

  it('come back to the position after being suspended', async () => {
    const { server, client, http } = startAll();
    const seen = recorder();
    client.subscribe('finance', seen);
    client.connect();
    await pass();
    client.suspend();
    await pass(600_000);
    expect([client.status.state, server.openings, http.requests.length]).toEqual(['suspended', 1, 0]);
    server.publish('finance', 'a', {});
    client.resume();
    await pass();
    expect([client.status.state, seen.lines]).toEqual(['live', ['1 replayed']]);
  });
});
