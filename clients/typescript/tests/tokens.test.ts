import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeHttp } from './fakeHttp.ts';
import { FakeServer } from './fakeServer.ts';
import { FakeBrowser } from './fakeTabs.ts';
import { pass, recorder, start } from './harness.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const expiring = { type: 'expiring', expiresAt: '2026-01-01T00:01:00Z', closesAt: '2026-01-01T00:02:00Z' };

/** A source that gives `t1`, `t2`, … */
function numbered() {
  let count = 0;
  return () => `t${++count}`;
}

describe('tokens', () => {
  it('are asked for before each attempt and go with the first frame, not in the address', async () => {
    const { server, client } = start({ token: async () => 'secret' });
    client.connect();
    await pass();
    server.crash();
    server.restart();
    await pass(1_000);
    expect(client.status.state).toBe('live');
    expect(server.handshakes).toMatchObject([{ token: 'secret' }, { token: 'secret' }]);
  });

  it('are not part of the first frame where there are none', async () => {
    const { server, client } = start({ token: () => null });
    client.connect();
    await pass();
    expect(server.handshakes[0]).not.toHaveProperty('token');
  });

  it('are renewed when the server says that one ends soon, and the connection stays', async () => {
    const { server, client } = start({ token: numbered() });
    client.connect();
    await pass();
    server.sockets[0]!.tell(expiring);
    await pass();
    expect(server.received.at(-1)).toEqual({ type: 'refresh', ref: 0, token: 't2' });
    expect(server.openings).toBe(1);
    expect(client.status).toMatchObject({ state: 'live', lastEnd: null });
  });

  it('that cannot be renewed leave the connection as it is, and the status says why', async () => {
    let count = 0;
    const token = () => {
      if (++count > 1) throw new Error('signed out');
      return 't1';
    };
    const { server, client } = start({ token });
    client.connect();
    await pass();
    server.sockets[0]!.tell(expiring);
    await pass();
    expect(client.status).toMatchObject({ state: 'live', lastEnd: 'no token: signed out' });
    expect(server.received.filter(({ type }) => type === 'refresh')).toEqual([]);
  });

  it('are left alone when the application gives none', async () => {
    const { server, client } = start();
    client.connect();
    await pass();
    const before = server.received.length;
    server.sockets[0]!.tell(expiring);
    await pass();
    expect(server.received).toHaveLength(before);
  });

  it('whose source fails are asked for again after a wait', async () => {
    let count = 0;
    const token = async () => {
      if (++count === 1) throw new Error('offline');
      return 't2';
    };
    const { server, client } = start({ token });
    client.connect();
    await pass();
    expect(client.status).toMatchObject({ state: 'connecting', lastEnd: 'no token: offline' });
    expect(server.openings).toBe(0);
    await pass(1_000);
    expect(client.status.state).toBe('live');
  });

  it('that have ended are replaced, and the topics go on', async () => {
    const { server, client } = start({ token: numbered() });
    const seen = recorder();
    client.subscribe('finance', seen);
    client.connect();
    await pass();
    server.refusedTokens.add('t1');
    server.sockets[0]!.closeWith(4211, 'token_expired');
    server.publish('finance', 'a', {});
    await pass(1_000);
    expect(server.handshakes.at(-1)).toMatchObject({ token: 't2' });
    expect(seen.lines).toEqual(['1 replayed']);
  });

  it('that are refused again and again are an answer', async () => {
    const { server, client } = start({ token: numbered() });
    for (const token of ['t1', 't2', 't3', 't4']) server.refusedTokens.add(token);
    client.connect();
    await pass(60_000);
    expect(client.status).toMatchObject({ state: 'closed', lastEnd: 'token_expired' });
    expect(server.openings).toBe(3);
  });

  it('go with each request of a fallback, and are replaced there as well', async () => {
    let http: FakeHttp | undefined;
    const fetch = ((...args: Parameters<typeof globalThis.fetch>) => http!.fetch(...args)) as typeof globalThis.fetch;
    const { server, client } = start({ url: 'ws://test/v2/realtime/stream', transports: ['events'], fetch, token: numbered() });
    http = new FakeHttp(server);
    server.refusedTokens.add('t1');
    const seen = recorder();
    client.subscribe('finance', seen);
    client.connect();
    await pass(1_000);
    expect(client.status.state).toBe('degraded');
    server.sockets[0]!.tell(expiring);
    await pass();
    await client.publish('finance', { type: 'a', data: 1 });
    await pass();
    expect(http.authorizations).toEqual(['Bearer t1', 'Bearer t2', 'Bearer t3']);
    expect(seen.lines).toEqual(['1']);
  });
});

describe('a right that is withdrawn', () => {
  const withdrawn = { type: 'unsubscribed', topics: ['finance'], code: 'forbidden', message: 'It was withdrawn.' };

  it('ends its subscription with the reason, and no other', async () => {
    const { server, client } = start();
    const [lost, kept] = [recorder(), recorder()];
    client.subscribe('finance', lost);
    client.subscribe('guest', kept);
    client.connect();
    await pass();
    server.sockets[0]!.tell(withdrawn);
    server.publish('guest', 'a', {});
    await pass();
    expect([lost.lines, kept.lines]).toEqual([['error forbidden'], ['1']]);
    expect(client.status.state).toBe('live');
    server.crash();
    server.restart();
    await pass(1_000);
    expect(server.handshakes.at(-1)).toMatchObject({ services: ['guest'] });
  });

  it('is told to each tab that shares the connection', async () => {
    const server = new FakeServer();
    const browser = new FakeBrowser(server, { withLocks: true });
    const tabs = [browser.open(), browser.open()];
    await pass(10_000);
    const seen = tabs.map(({ client }) => {
      const recorded = recorder();
      client.subscribe('finance', recorded);
      return recorded;
    });
    await pass();
    server.sockets[0]!.tell(withdrawn);
    await pass();
    expect(seen.map(({ lines }) => lines)).toEqual([['error forbidden'], ['error forbidden']]);
  });
});
