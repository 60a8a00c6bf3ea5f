import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backOffMs, type ConnectionState, nextState, transitions } from '../src/index.ts';
import type { FakeSocket } from './fakeServer.ts';
import { pass, start } from './harness.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('connection', () => {
  it('goes idle, connecting, live and greets first', async () => {
    const { server, client } = start();
    const states: ConnectionState[] = [];
    client.onStatus(({ state }) => {
      if (states.at(-1) !== state) states.push(state);
    });
    expect(client.status.state).toBe('idle');
    client.connect();
    await pass();
    expect(states).toEqual(['connecting', 'live']);
    expect(server.received[0]).toEqual({ services: ['system/idle'], version: 1 });
    expect(client.status.session).toBe('s1');
  });

  it('keeps trying with growing waits while the server is away, and resumes when it is back', async () => {
    const { server, client } = start();
    client.connect();
    await pass(6_000);
    server.crash();
    expect(client.status).toMatchObject({ state: 'resuming', attempts: 1 });
    await pass(125 + 250 + 500);
    expect(client.status.attempts).toBe(4);
    const openings = server.openings;
    await pass(999);
    expect(server.openings).toBe(openings);
    server.restart();
    await pass(1);
    expect(client.status).toMatchObject({ state: 'live', nextAttemptAt: null });
  });

  it('never waits longer than the cap', () => {
    const options = { baseMs: 250, capMs: 10_000 };
    const waits = [0, 1, 2, 10, 1_000].map((attempt) => backOffMs(attempt, options, () => 1));
    expect(waits).toEqual([250, 500, 1_000, 10_000, 10_000]);
    expect(backOffMs(3, options, () => 0)).toBe(0);
  });

  it('does not storm a server that acknowledges and closes again', async () => {
    const { server, client } = start();
    client.connect();
    for (let i = 0; i < 5; i++) {
      await pass();
      server.sockets[0]?.closeWith(4000, 'not_answering');
      await pass(20_000);
      server.sockets[0]?.closeWith(4000, 'not_answering');
    }
    expect(client.status.attempts).toBeGreaterThan(0);
    const openings = server.openings;
    for (let i = 0; i < 50; i++) {
      server.sockets[0]?.closeWith(4000, 'not_answering');
      await pass(10);
    }
    expect(server.openings - openings).toBeLessThan(6);
  });

  it('comes back at once when a stable connection is closed with 4000', async () => {
    const { server, client } = start();
    client.connect();
    await pass(6_000);
    server.sockets[0]!.closeWith(4000, 'not_answering');
    await pass(0);
    expect(client.status).toMatchObject({ state: 'live', lastEnd: 'not_answering' });
    expect(server.openings).toBe(2);
  });

  it('stays away when the code forbids to reconnect, also for codes of that range it does not know', async () => {
    for (const code of [4200, 4299]) {
      const { server, client } = start();
      client.connect();
      await pass();
      server.sockets[0]!.closeWith(code, 'no');
      await pass(60_000);
      expect(client.status.state).toBe('closed');
      expect(server.openings).toBe(1);
    }
  });

  it('waits inside the advice of a bye', async () => {
    const { server, client } = start();
    client.connect();
    await pass(6_000);
    server.sockets[0]!.tell({ type: 'bye', reason: 'draining', reconnectAfterMs: [2_000, 4_000] });
    await pass();
    server.sockets[0]!.closeWith(1001, 'going_away');
    await pass(2_999);
    expect(server.openings).toBe(1);
    await pass(1);
    expect(client.status.state).toBe('live');
  });

  it('waits as long as a server says that does not let it in, also when the page comes back', async () => {
    const { server, client } = start();
    const serve = server.handle;
    server.handle = (socket) => {
      socket.tell({ type: 'error', code: 'too_many_connections', message: '', retry: true, reconnectAfterMs: [2_000, 4_000] });
      // The close comes behind the error, as on a real socket.
      setTimeout(() => socket.closeWith(4110, 'not_admitted'), 1);
    };
    client.connect();
    await pass(1);
    expect(client.status).toMatchObject({ state: 'connecting', lastEnd: 'not_admitted' });
    server.handle = serve;
    client.wake();
    await pass(2_999);
    expect(server.openings).toBe(1);
    await pass(1);
    expect(client.status.state).toBe('live');
  });

  it('gives a silent connection up, but not one that is pinged', async () => {
    const { server, client } = start({ silenceTimeoutMs: 75_000 });
    client.connect();
    await pass();
    for (let i = 0; i < 4; i++) {
      await pass(30_000);
      server.sockets[0]!.tell({ type: 'ping', timestamp: '' });
    }
    await pass();
    expect(server.openings).toBe(1);
    await pass(75_000 + 1);
    expect(server.openings).toBe(2);
    expect(client.status).toMatchObject({ state: 'live', lastEnd: 'silent' });
  });

  it('gives up a server that opens but never acknowledges', async () => {
    const { server, client } = start({ handshakeTimeoutMs: 10_000 });
    server.handle = () => undefined;
    client.connect();
    await pass(10_000);
    expect(client.status).toMatchObject({ state: 'connecting', lastEnd: 'handshake timed out' });
  });

  it('is closed by a refused handshake that would be refused again', async () => {
    const { server, client } = start({ idleTopic: 'nothing' });
    server.unknownTopics.add('nothing');
    client.connect();
    await pass(60_000);
    expect(client.status).toMatchObject({ state: 'closed', lastEnd: 'unknown_service' });
    expect(server.openings).toBe(1);
  });

  it('tries at once when it is woken', async () => {
    const { server, client } = start();
    server.isDown = true;
    client.connect();
    await pass(60_000);
    server.restart();
    client.wake();
    await pass();
    expect(client.status.state).toBe('live');
  });

  it('ignores frames that are no JSON or of a type it does not know', async () => {
    const { server, client } = start();
    client.connect();
    await pass();
    for (const text of ['{', '[]', 'null', '{"type":7}', '{"type":"later"}']) (server.sockets[0] as FakeSocket).raw(text);
    await pass();
    expect(await client.ping()).toBeGreaterThanOrEqual(0);
  });

  it('has a table in which closed is left by connect alone and every state can be closed', () => {
    expect(transitions.closed).toEqual({ connect: 'connecting' });
    const others = ['idle', 'connecting', 'live', 'degraded', 'resuming', 'suspended'] as const;
    for (const state of others) expect(nextState(state, 'close')).toBe('closed');
    expect(nextState('live', 'connect')).toBe('live');
  });
});
