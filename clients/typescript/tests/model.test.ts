import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeHttp } from './fakeHttp.ts';
import { pass, start } from './harness.ts';
import { CheckedSubscription, seeded } from './model.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const topics = ['finance', 'guest', 'room:1', 'room:2'];
const steps = 120;

/** Everything that may happen to a client, in an order that the seed decides. */
async function run(seed: number) {
  const chance = seeded(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;
  let http: FakeHttp | undefined;
  const fetch = ((...args: Parameters<typeof globalThis.fetch>) => http!.fetch(...args)) as typeof globalThis.fetch;
  const { server, client } = start({
    url: 'ws://test/v2/realtime/stream', transports: ['websocket', 'events', 'poll'], fetch, random: chance,
    ladder: { probeBaseMs: 2_000 },
  });
  http = new FakeHttp(server);
  const followed = new Map<string, CheckedSubscription>();
  const all: CheckedSubscription[] = [];
  const transports = new Set<string>();
  let published = 0;

  const actions: Record<string, () => void> = {
    publish: () => server.publish(pick(topics), 'm', {}, `m${++published}`),
    publishMany: () => {
      for (let i = 0; i < 8; i++) server.publish(pick(topics), 'm', {}, `m${++published}`);
    },
    subscribe: () => {
      const topic = pick(topics);
      if (followed.has(topic)) return;
      const newest = server.position(topic);
      const subscription = new CheckedSubscription(client, topic, pick([undefined, 0, Math.floor(newest * chance())]));
      followed.set(topic, subscription);
      all.push(subscription);
    },
    unsubscribe: () => {
      const topic = pick(topics);
      followed.get(topic)?.close();
      followed.delete(topic);
    },
    drop: () => server.sockets[0]?.closeWith(pick([1006, 4000, 4100]), ''),
    cut: () => http!.cut(),
    crash: () => server.crash(),
    restart: () => server.restart(),
    swallow: () => server.swallowed.add((server.log.at(-1)?.seq ?? 0) + 1),
    trim: () => {
      const topic = pick(topics);
      server.trim(topic, Math.floor(server.position(topic) * chance()));
    },
    rewind: () => {
      if (chance() < 0.3) server.rewind(Math.floor((server.log.at(-1)?.seq ?? 0) * (0.7 + 0.3 * chance())));
    },
    webSockets: () => {
      server.webSockets = pick(['served', 'served', 'refused', 'silent']);
    },
    events: () => {
      http!.events = pick(['served', 'served', 'refused', 'blocked']);
    },
    fallback: () => server.sockets[0]?.tell({ type: 'bye', reason: 'use_fallback', reconnectAfterMs: [0, 500], holdMs: 5_000 }),
    suspend: () => client.suspend(),
    resume: () => client.resume(),
    wake: () => client.wake(),
  };
  const names = [...Object.keys(actions), 'publish', 'publish', 'publish', 'publishMany', 'subscribe', 'restart', 'resume'];
  client.connect();
  for (let step = 0; step < steps; step++) {
    actions[pick(names)]!();
    if (chance() < 0.7) await pass(pick([0, 0, 1, 50, 500, 3_000]));
    if (client.status.transport) transports.add(client.status.transport);
    for (const subscription of followed.values()) subscription.look();
  }
  server.restart();
  server.webSockets = 'served';
  http.events = 'served';
  server.swallowed.clear();
  client.resume();
  // Longer than the longest wait between two looks at the WebSocket.
  await pass(400_000);
  // Something new on every topic makes a hole at the end visible, too.
  for (const topic of topics) server.publish(topic, 'last', {}, `last of ${topic}`);
  await pass(60_000);
  const faults = all.flatMap((one) =>
    (one.isClosed ? one.faults : one.settled(server.log)).map((fault) => `${one.topic}: ${fault}`));
  const state = client.status.state;
  client.close();
  return { faults, state, transports, all };
}

describe('any interleaving of subscribing, losing, replaying and changing transports', () => {
  it('brings every event once and in order, or tells the gap', { timeout: 120_000 }, async () => {
    const transports = new Set<string>();
    const told = { events: 0, gaps: 0, rewinds: 0 };
    for (let seed = 1; seed <= 300; seed++) {
      const { faults, state, transports: used, all } = await run(seed);
      expect({ seed, faults, state }).toEqual({ seed, faults: [], state: 'live' });
      for (const name of used) transports.add(name);
      for (const { events, gaps, rewinds } of all) {
        told.events += events;
        told.gaps += gaps;
        told.rewinds += rewinds;
      }
    }
    // The runs must have been worth something.
    expect([...transports].toSorted()).toEqual(['events', 'poll', 'websocket']);
    expect(told.events).toBeGreaterThan(1_000);
    expect(told.gaps).toBeGreaterThan(10);
    expect(told.rewinds).toBeGreaterThan(10);
  });

  it('would be noticed to lose something: the checker finds a planted loss', async () => {
    const { server, client } = start();
    const subscription = new CheckedSubscription(client, 'finance', undefined);
    client.connect();
    await pass();
    subscription.look();
    server.publish('finance', 'm', {}, 'm1');
    await pass();
    // A server that lies about what came before is the one loss that no client can see.
    server.swallowed.add(2).add(3);
    const hidden = server.publish('finance', 'm', {}, 'm2');
    const told = server.publish('finance', 'm', {}, 'm3');
    server.sockets[0]!.tell({
      type: 'event', service: 'finance', seq: told.seq, prev: hidden.prev, generation: 'g1', events: [told],
    });
    await pass();
    expect(subscription.settled(server.log)).toEqual(['lost 2']);
  });
});
