import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AttuneClient, shareTabs } from '../src/index.ts';
import { FakeServer } from './fakeServer.ts';
import { FakeBrowser, type FakeTab } from './fakeTabs.ts';
import { pass, recorder } from './harness.ts';
import { CheckedSubscription, seeded } from './model.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const topics = ['finance', 'guest', 'room:1'];

describe.each([true, false])('tabs of one browser (Web Locks: %s)', (withLocks) => {
  function open(tabs: number) {
    const server = new FakeServer();
    const browser = new FakeBrowser(server, { withLocks });
    return { server, browser, tabs: Array.from({ length: tabs }, () => browser.open()) };
  }

  it('have one connection and each its own positions', async () => {
    const { server, browser, tabs } = open(3);
    await pass(10_000);
    expect(server.sockets).toHaveLength(1);
    expect(tabs.filter(({ shared }) => shared.leads)).toHaveLength(1);
    server.publish('finance', 'a', {});
    const seen = tabs.map(({ client }, i) => {
      const recorded = recorder();
      client.subscribe('finance', recorded, i === 0 ? {} : { after: 0 });
      return recorded;
    });
    await pass();
    server.publish('finance', 'b', {});
    await pass();
    const late = recorder();
    browser.open().client.subscribe('finance', late, { after: 1 });
    await pass(5_000);
    server.publish('finance', 'c', {});
    await pass();
    expect(seen.map(({ lines }) => lines)).toEqual([['2', '3'], ['1 replayed', '2', '3'], ['1 replayed', '2', '3']]);
    expect(late.lines).toEqual(['2 replayed', '3']);
    expect(server.sockets).toHaveLength(1);
    expect(tabs.map(({ client }) => client.status)).toMatchObject(tabs.map(() => ({ state: 'live', transport: 'websocket' })));
  });

  it('pass the lead on when the leader goes, and miss nothing', async () => {
    const { server, tabs } = open(3);
    await pass(10_000);
    const seen = new Map<FakeTab, ReturnType<typeof recorder>>();
    for (const tab of tabs) {
      const recorded = recorder();
      seen.set(tab, recorded);
      tab.client.subscribe('finance', recorded);
    }
    await pass();
    server.publish('finance', 'a', {});
    await pass();
    const leader = tabs.find(({ shared }) => shared.leads)!;
    leader.die();
    server.publish('finance', 'b', {});
    await pass(20_000);
    server.publish('finance', 'c', {});
    await pass(1_000);
    for (const tab of tabs) if (tab !== leader) expect(seen.get(tab)!.events.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(server.sockets).toHaveLength(1);
  });

  it('take the lead from a tab that is frozen', async () => {
    const { server, tabs } = open(2);
    await pass(10_000);
    const leader = tabs.find(({ shared }) => shared.leads)!;
    const other = tabs.find((tab) => tab !== leader)!;
    const seen = recorder();
    other.client.subscribe('finance', seen);
    await pass();
    leader.isFrozen = true;
    server.publish('finance', 'a', {});
    await pass(30_000);
    expect(other.shared.leads).toBe(true);
    expect(seen.events.map(({ seq }) => seq)).toEqual([1]);
    leader.isFrozen = false;
    await pass(30_000);
    expect(tabs.filter(({ shared }) => shared.leads)).toHaveLength(1);
    expect(server.sockets).toHaveLength(1);
  });

  it('publish, watch and stop streams, and hear of refusals through the leader', async () => {
    const { server, tabs } = open(2);
    await pass(10_000);
    server.unknownTopics.add('nothing');
    server.append('s1', 'a text');
    const [first, second] = tabs as [FakeTab, FakeTab];
    const views = tabs.map(({ client }) => client.view('s1'));
    const bad = recorder();
    first.client.subscribe('nothing', bad);
    const published = Promise.all([first, second].map(({ client }, i) => client.publish('a', { type: 't', data: i })));
    await pass();
    server.append('s1', ' that grows');
    await pass();
    const stopped = second.client.view('s1').stop();
    await pass();
    await stopped;
    server.end('s1', 'cancelled');
    await pass();
    expect((await published).map(({ seq }) => seq).toSorted()).toEqual([1, 2]);
    expect(views.map(({ snapshot }) => [snapshot.text, snapshot.state])).toEqual(
      tabs.map(() => ['a text that grows', 'cancelled']));
    expect(bad.lines).toEqual(['error unknown_service']);
  });

  it('stay connected over hours without an event', async () => {
    const { server, tabs } = open(2);
    await pass(10_000);
    const pings = setInterval(() => server.sockets[0]?.tell({ type: 'ping', timestamp: '' }), 30_000);
    await pass(1_200_000);
    clearInterval(pings);
    expect(server.openings).toBeLessThanOrEqual(2);
    expect(tabs.map(({ client }) => client.status.state)).toEqual(['live', 'live']);
  });

  it('bring every event once and in order through any interleaving', { timeout: 120_000 }, async () => {
    let events = 0;
    let rewinds = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const chance = seeded(seed);
      const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;
      const server = new FakeServer();
      const browser = new FakeBrowser(server, { withLocks, random: chance });
      const followed = new Map<FakeTab, Map<string, CheckedSubscription>>();
      const all: CheckedSubscription[] = [];
      const openTab = () => void followed.set(browser.open(), new Map());
      openTab();
      openTab();
      const actions: (() => unknown)[] = [
        () => server.publish(pick(topics), 'm', {}),
        () => server.publish(pick(topics), 'm', {}),
        () => server.publish(pick(topics), 'm', {}),
        () => {
          const tab = pick(browser.tabs);
          const topic = pick(topics);
          const own = followed.get(tab)!;
          const present = own.get(topic);
          present?.close();
          own.delete(topic);
          if (present && chance() < 0.5) return;
          const after = pick([undefined, 0, Math.floor(server.position(topic) * chance())]);
          const subscription = new CheckedSubscription(tab.client, topic, after);
          own.set(topic, subscription);
          all.push(subscription);
        },
        () => {
          if (browser.tabs.length < 4) openTab();
        },
        () => {
          if (browser.tabs.length < 2) return;
          const tab = chance() < 0.5 ? browser.tabs.find(({ shared }) => shared.leads) ?? pick(browser.tabs) : pick(browser.tabs);
          for (const subscription of followed.get(tab)!.values()) subscription.isClosed = true;
          tab.die();
        },
        () => server.sockets[0]?.closeWith(1006, ''),
        () => {
          if (chance() < 0.3) server.rewind(Math.floor((server.log.at(-1)?.seq ?? 0) * 0.8));
        },
        () => {
          const topic = pick(topics);
          server.trim(topic, Math.floor(server.position(topic) * chance()));
        },
      ];
      for (let step = 0; step < 80; step++) {
        pick(actions)();
        if (chance() < 0.7) await pass(pick([0, 0, 50, 3_000]));
        for (const own of followed.values()) for (const subscription of own.values()) subscription.look();
      }
      await pass(60_000);
      for (const topic of topics) server.publish(topic, 'last', {});
      await pass(60_000);
      const faults = all.flatMap((one) =>
        (one.isClosed ? one.faults : one.settled(server.log)).map((fault) => `${one.topic}: ${fault}`));
      expect({ seed, faults, connections: server.sockets.length }).toEqual({ seed, faults: [], connections: 1 });
      for (const tab of [...browser.tabs]) tab.die();
      for (const one of all) {
        events += one.events;
        rewinds += one.rewinds;
      }
    }
    expect(events).toBeGreaterThan(500);
    expect(rewinds).toBeGreaterThan(5);
  });
});

describe('a browser whose tabs cannot hear one another', () => {
  it('gives each its own connection', () => {
    const channel = globalThis.BroadcastChannel;
    Reflect.deleteProperty(globalThis, 'BroadcastChannel');
    try {
      const via = shareTabs({ url: 'ws://test/v2/realtime/stream' });
      expect(via).toBeUndefined();
      const client = new AttuneClient({ url: 'ws://test/v2/realtime/stream', webSocket: new FakeServer().webSocket, via });
      expect(client.status.state).toBe('idle');
    } finally {
      globalThis.BroadcastChannel = channel;
    }
  });
});
