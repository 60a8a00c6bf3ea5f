import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SubscribeOptions } from '../src/index.ts';
import { pass, recorder, start } from './harness.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A client that is live and follows `finance`. */
async function following(options?: SubscribeOptions, retained = 0) {
  const { server, client } = start();
  for (let i = 0; i < retained; i++) server.publish('finance', 'before', {});
  const seen = recorder();
  const subscription = client.subscribe('finance', seen, options);
  client.connect();
  await pass();
  return { server, seen, subscription };
}

describe('subscriptions', () => {
  it('get everything retained from 0, then what comes, each once and marked', async () => {
    const { server, client } = start();
    server.publish('finance', 'a', {});
    server.publish('guest', 'b', {});
    server.publish('finance', 'c', {});
    const seen = recorder();
    client.subscribe('finance', seen, { after: 0 });
    client.connect();
    await pass();
    server.publish('finance', 'd', { amount: 1 });
    await pass();
    expect(seen.lines).toEqual(['1 replayed', '3 replayed', '4']);
    expect(seen.events[2]).toMatchObject({ topic: 'finance', type: 'd', data: { amount: 1 } });
    expect(server.handshakes[0]).toEqual({ services: ['finance'], version: 1, lastSeq: { finance: 0 } });
  });

  it('resume from the position with the generation after a crash', async () => {
    const { server, seen } = await following();
    server.publish('finance', 'a', {});
    await pass();
    server.crash();
    server.publish('finance', 'b', {});
    server.restart();
    await pass(1_000);
    server.publish('finance', 'c', {});
    await pass();
    expect(server.handshakes[1]).toEqual({ services: ['finance'], version: 1, lastSeq: { finance: 1 }, generation: 'g1' });
    expect(seen.lines).toEqual(['1', '2 replayed', '3']);
  });

  it('of a live-only topic without any event miss nothing that came while the connection was away', async () => {
    const { server, seen } = await following();
    server.crash();
    server.publish('finance', 'a', {});
    server.restart();
    await pass(1_000);
    expect(seen.lines).toEqual(['1 replayed']);
  });

  it('can be added and closed while live', async () => {
    const { server, client } = start();
    client.connect();
    await pass();
    server.publish('finance', 'a', {});
    const seen = recorder();
    const subscription = client.subscribe('finance', seen, { after: 0 });
    await pass();
    expect(subscription.position).toEqual({ seq: 1, generation: 'g1' });
    subscription.close();
    await pass();
    server.publish('finance', 'b', {});
    await pass();
    expect(seen.lines).toEqual(['1 replayed']);
    expect([...server.sockets[0]!.topics]).toEqual(['system/idle']);
  });

  it('leave out what they already have', async () => {
    const { server, seen } = await following();
    const event = server.publish('finance', 'a', {});
    server.deliver(server.sockets[0]!, event);
    server.publish('finance', 'b', {});
    server.deliver(server.sockets[0]!, event);
    await pass();
    expect(seen.lines).toEqual(['1', '2']);
  });

  it('go on from their position after a bye and the time it asked for', async () => {
    const { server, seen } = await following();
    server.publish('finance', 'a', {});
    await pass(6_000);
    const first = server.sockets[0]!;
    first.tell({ type: 'bye', reason: 'draining', reconnectAfterMs: [0, 1_000] });
    // What was on its way still arrives.
    server.publish('finance', 'b', {});
    await pass();
    first.closeWith(1012, 'draining');
    server.publish('finance', 'c', {});
    await pass(499);
    expect(seen.lines).toEqual(['1', '2']);
    await pass(1);
    expect(server.handshakes[1]).toEqual({ services: ['finance'], version: 1, lastSeq: { finance: 2 }, generation: 'g1' });
    expect(seen.lines).toEqual(['1', '2', '3 replayed']);
  });

  it('repair a hole by resuming', async () => {
    const { server, seen } = await following();
    server.publish('finance', 'a', {});
    server.swallowed.add(2);
    server.publish('finance', 'b', {});
    await pass();
    server.publish('finance', 'c', {});
    server.swallowed.clear();
    await pass(1_000);
    expect(seen.lines).toEqual(['1', '2 replayed', '3 replayed']);
  });

  it('tell a hole that stays', async () => {
    const { server, seen } = await following();
    server.publish('finance', 'a', {});
    server.swallowed.add(2);
    server.publish('finance', 'b', {});
    server.publish('finance', 'c', {});
    await pass(1_000);
    expect(seen.lines).toEqual(['1', 'gap 2-2 unexplained', '3 replayed']);
  });

  it('tell gaps and rewinds of the server and go on behind them', async () => {
    const { server, seen, subscription } = await following({ after: 2 }, 2);
    const socket = server.sockets[0]!;
    const one = (seq: number) =>
      ({ type: 'event', service: 'finance', seq, events: [{ seq, id: `e${seq}`, type: 't', at: '', data: 1 }] });
    socket.tell({ type: 'gap', service: 'finance', from: 3, to: 17, missed: 9, reason: 'trimmed' });
    socket.tell({ ...one(20), prev: 17 });
    socket.tell({ type: 'rewind', service: 'finance', generation: 'g8', to: 15 });
    socket.tell({ ...one(16), prev: 15, generation: 'g8' });
    await pass();
    expect(seen.lines).toEqual(['gap 3-17 trimmed', '20', 'rewind 15 g8', '16']);
    expect(subscription.position).toEqual({ seq: 16, generation: 'g8' });
  });

  it('end alone when their topic is unknown, in the handshake and later', async () => {
    const { server, client } = start();
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

  it('refuse a second subscription of one topic', () => {
    const { client } = start();
    client.subscribe('finance', recorder());
    expect(() => client.subscribe('finance', recorder())).toThrow(/already followed/);
  });
});
