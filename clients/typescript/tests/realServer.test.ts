import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AttuneClient, type AttuneClientOptions } from '../src/index.ts';
import { CheckedSubscription, seeded } from './model.ts';
import { eventually, program, RealServer, RoughNetwork, signedToken, tokenSettings } from './realServer.ts';

const topics = ['finance', 'guest', 'room:1', 'persona:mia'];

describe.skipIf(!program)('against the real server', { timeout: 180_000 }, () => {
  let server: RealServer;
  let network: RoughNetwork;

  beforeAll(async () => {
    server = await RealServer.start();
    network = await RoughNetwork.before(server);
  }, 60_000);
  afterAll(async () => {
    await network.close();
    await server.stop();
  });

  function clientOf(port: number, options: Partial<AttuneClientOptions> = {}): AttuneClient {
    return new AttuneClient({
      url: `ws://127.0.0.1:${port}/v2/realtime/stream`, backOff: { baseMs: 20, capMs: 300 }, raceMs: 400, verbTimeoutMs: 120_000,
      ladder: { probeBaseMs: 100, probeCapMs: 1_000, failuresBeforeFallback: 1 }, ...options,
    });
  }

  // proves: D-10
  it.each(['websocket', 'events', 'poll'] as const)('carries everything over %s', async (transport) => {
    const client = clientOf(server.port, { transports: [transport] });
    const topic = `room:${transport}`;
    const seen: unknown[] = [];
    client.connect();
    await client.publish(topic, { type: 'chat', data: 1 });
    client.subscribe(topic, { onEvent: ({ data }) => void seen.push(data) }, { after: 0 });
    const again = { type: 'chat', id: `once-${transport}`, data: 2 };
    expect((await client.publish(topic, again)).seq).toBe((await client.publish(topic, again)).seq);
    await eventually('both events', () => seen.length === 2);
    expect(seen).toEqual([1, 2]);
    expect((await client.history(topic)).events.map(({ data }) => data)).toEqual([1, 2]);
    expect(await client.ping()).toBeGreaterThan(0);
    expect(client.status).toMatchObject({ state: transport === 'websocket' ? 'live' : 'degraded', transport });
    client.close();
  });

  it.each(['websocket', 'events'] as const)('shows an AI stream over %s exactly', async (transport) => {
    const [writer, viewer] = [clientOf(server.port), clientOf(server.port, { transports: [transport] })];
    writer.connect();
    viewer.connect();
    const view = viewer.view(`stream-${transport}`);
    const feed = writer.feed(`stream-${transport}`);
    const words = Array.from({ length: 200 }, (_, i) => `${i} 繁體 🦉 `);
    for (const word of words) await feed.append(word);
    expect(Object.keys(await feed.end())).toEqual(['text']);
    await eventually('the end', () => view.snapshot.state === 'complete');
    expect(view.snapshot.text).toBe(words.join(''));
    writer.close();
    viewer.close();
  });

  it('tells a writer that its stream is to stop', async () => {
    const client = clientOf(server.port);
    client.connect();
    const feed = client.feed('stopped');
    let isAsked = false;
    feed.onStop(() => {
      isAsked = true;
    });
    await feed.append('a beginning');
    const view = client.view('stopped');
    await eventually('the text', () => view.snapshot.text !== '');
    await view.stop();
    await eventually('the wish to stop', () => isAsked);
    await feed.end('cancelled');
    await eventually('the end', () => view.snapshot.state === 'cancelled');
    client.close();
  });

  it.each([1, 2])('brings every event once and in order through cuts, kills and changes of transport (%i)', async (seed) => {
    const chance = seeded(seed);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;
    const client = clientOf(network.port);
    const writer = clientOf(server.port);
    const followed = new Map<string, CheckedSubscription>();
    const all: CheckedSubscription[] = [];
    client.connect();
    writer.connect();
    /** Leaves only one way open and waits until the client has found it. */
    const force = async (transport: string, blocked: readonly string[]) => {
      network.blocked = blocked;
      network.cut();
      client.resume();
      await eventually(transport, () => client.status.transport === transport);
    };
    await force('websocket', []);
    const published: Promise<unknown>[] = [];
    const toggle = (topic: string) => {
      const present = followed.get(topic);
      present?.close();
      followed.delete(topic);
      if (present) return;
      const subscription = new CheckedSubscription(client, topic, pick([undefined, 0, 5]));
      followed.set(topic, subscription);
      all.push(subscription);
    };
    for (const topic of topics) toggle(topic);
    for (let step = 0; step < 150; step++) {
      for (let i = 0; i < 4; i++) published.push(writer.publish(pick(topics), { type: 'm', data: { step } }));
      const what = chance();
      if (what < 0.1) network.cut();
      else if (what < 0.2) network.blocked = pick([[], ['/stream'], ['/stream'], ['/stream', '/events']]);
      else if (what < 0.3) toggle(pick(topics));
      else if (what < 0.33) client.suspend();
      else if (what < 0.4) client.resume();
      if (step === 30) await force('events', ['/stream']);
      if (step === 110) await force('poll', ['/stream', '/events']);
      if (step === 75) {
        await server.kill();
        await server.run();
      }
      await new Promise((next) => setTimeout(next, Math.floor(chance() * 30)));
      for (const subscription of followed.values()) subscription.look();
    }
    client.resume();
    await Promise.all(published);
    await force('websocket', []);
    for (const topic of topics) if (!followed.has(topic)) toggle(topic);
    await eventually('positions', () => [...followed.values()].every((subscription) => subscription.isPlaced));
    const last = await Promise.all(topics.map((topic) => writer.publish(topic, { type: 'last', data: null })));
    await eventually('the last events', () =>
      topics.every((topic, i) => (followed.get(topic)!.position ?? 0) >= last[i]!.seq));
    const logs = (await Promise.all(topics.map((topic) => server.log(topic)))).flat();
    const faults = all.flatMap((one) =>
      (one.isClosed ? one.faults : one.settled(logs)).map((fault) => `${one.topic}: ${fault}`));
    expect(faults).toEqual([]);
    client.close();
    writer.close();
  });
});

describe.skipIf(!program)('against the real server that asks for tokens', { timeout: 180_000 }, () => {
  let server: RealServer;

  beforeAll(async () => {
    server = await RealServer.start(...tokenSettings);
  }, 60_000);
  afterAll(() => server.stop());

  async function revoke(what: object): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${server.port}/v2/realtime/revocations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${signedToken('operator', 'op', 600, ['*'])}` },
      body: JSON.stringify(what),
    });
    expect(response.ok).toBe(true);
  }

  it.each(['websocket', 'events', 'poll'] as const)('renews its token and hears of a lost right over %s', async (transport) => {
    let asked = 0;
    const client = new AttuneClient({
      url: `ws://127.0.0.1:${server.port}/v2/realtime/stream`, transports: [transport],
      // The server reminds of the end of the first when half of it is over.
      token: async () => signedToken(transport, `${transport}${++asked}`, asked === 1 ? 8 : 600,
        ['subscribe:*', 'publish:room:*']),
    });
    const [lost, seen]: [string[], unknown[]] = [[], []];
    client.subscribe(`room:lost-${transport}`, { onEvent: () => undefined, onError: ({ code }) => void lost.push(code) });
    client.subscribe(`room:kept-${transport}`, { onEvent: ({ data }) => void seen.push(data) }, { after: 0 });
    client.connect();
    await eventually('a connection', () => client.status.transport === transport);
    const { session } = client.status;
    if (transport === 'websocket') {
      await eventually('a second token', () => asked === 2);
      await client.ping();
      await revoke({ token: 'websocket1' });
    }
    await revoke({ principal: transport, deny: [`subscribe:room:lost-${transport}`] });
    await client.publish(`room:kept-${transport}`, { type: 'a', data: 1 });
    await eventually('the reason', () => lost.length > 0);
    await eventually('the other topic', () => seen.length > 0);
    expect([lost, seen]).toEqual([['forbidden'], [1]]);
    if (transport === 'websocket') expect(client.status).toMatchObject({ state: 'live', session });
    client.close();
  });
});
