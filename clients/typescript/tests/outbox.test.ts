import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AttuneError, type KeyValueStore, Outbox, type OutboxOptions, webStorage } from '../src/index.ts';
import { pass, start } from './harness.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function memory(): { store: KeyValueStore; kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    store: webStorage({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }),
  };
}

function begin(options: OutboxOptions = {}) {
  const started = start();
  const outbox = new Outbox(started.client, { random: () => 0.5, ...options });
  const outcomes: string[] = [];
  outbox.onSettled(({ id, published, error }) => void outcomes.push(`${id} ${published?.seq ?? error?.code}`));
  return { ...started, outbox, outcomes };
}

const event = (id: string) => ({ id, type: 't', data: id });

describe('the outbox', () => {
  it('keeps events while the server is away and publishes them in order when it is back', async () => {
    const { server, client, outbox } = begin();
    const results = ['a', 'b', 'c'].map((id) => outbox.send('room:1', event(id)).result);
    expect(outbox.pending.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    client.connect();
    await pass();
    expect((await Promise.all(results)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(server.log.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(outbox.pending).toEqual([]);
  });

  it('makes one event of one that was stored without an answer', async () => {
    const { server, client, outbox, outcomes } = begin();
    client.connect();
    await pass();
    server.deaf.add('publish');
    outbox.send('room:1', event('a'));
    outbox.send('room:1', event('b'));
    await pass();
    server.crash();
    server.deaf.clear();
    server.publish('room:1', 't', 'a', 'a');
    server.restart();
    await pass(60_000);
    expect(outcomes).toEqual(['a 1', 'b 2']);
    expect(server.log).toHaveLength(2);
  });

  it('goes on with the next one when the server will not have one', async () => {
    const { server, client, outbox, outcomes } = begin();
    const handle = server.handle.bind(server);
    server.handle = (socket, frame) => {
      const isBad = (frame['event'] as { id?: string } | undefined)?.id === 'bad';
      if (isBad) socket.tell({ type: 'error', ref: frame.ref, code: 'forbidden', message: 'No.', retry: false });
      else handle(socket, frame);
    };
    client.connect();
    const refused = outbox.send('room:1', event('bad')).result;
    outbox.send('room:1', event('good'));
    await pass();
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    expect(outcomes).toEqual(['bad forbidden', 'good 1']);
  });

  it('tries again what the server asks to try again, before anything later of that topic', async () => {
    const { server, client, outbox, outcomes } = begin();
    const handle = server.handle.bind(server);
    let refusals = 3;
    server.handle = (socket, frame) => {
      const isRefused = frame['topic'] === 'room:1' && refusals-- > 0;
      if (isRefused) socket.tell({ type: 'error', ref: frame.ref, code: 'overloaded', message: 'Later.', retry: true });
      else handle(socket, frame);
    };
    client.connect();
    for (const id of ['a', 'b']) outbox.send('room:1', event(id));
    outbox.send('room:2', event('c'));
    await pass(60_000);
    expect(outcomes).toEqual(['c 1', 'a 2', 'b 3']);
  });

  it('has bounds of count and of bytes', () => {
    const { outbox } = begin({ maxCount: 2, maxBytes: 500 });
    outbox.send('room:1', event('a'));
    expect(() => outbox.send('room:1', { type: 't', data: 'x'.repeat(500) })).toThrow(AttuneError);
    outbox.send('room:1', event('b'));
    expect(() => outbox.send('room:1', event('c'))).toThrow(expect.objectContaining({ code: 'outbox_full' }));
  });

  it('goes on after a reload with what it kept', async () => {
    const { store, kept } = memory();
    const first = begin({ store });
    first.outbox.send('room:1', event('a'));
    first.outbox.send('room:1', event('b'));
    first.outbox.close();
    const second = begin({ store });
    expect(second.outbox.pending.map(({ id }) => id)).toEqual(['a', 'b']);
    second.client.connect();
    await pass();
    expect(second.outcomes).toEqual(['a 1', 'b 2']);
    expect(kept.size).toBe(0);
  });

  it('starts empty when the store holds something else', () => {
    for (const text of ['{', '7', '[null, {"id": 1}]']) {
      const { store, kept } = memory();
      kept.set('attune.outbox', text);
      expect(begin({ store }).outbox.pending).toEqual([]);
    }
  });

  it('says that it cannot know when an answer was missing for longer than repeats are recognised', async () => {
    const { server, client, outbox } = begin();
    client.connect();
    await pass();
    server.deaf.add('publish');
    const { result } = outbox.send('room:1', event('a'));
    await pass();
    server.crash();
    await pass(600_001);
    server.deaf.clear();
    server.restart();
    const outcome = expect(result).rejects.toMatchObject({ code: 'outcome_unknown' });
    await pass(60_000);
    await outcome;
    expect(server.log).toEqual([]);
  });

  it('takes back what was not sent, and only that', async () => {
    const { server, client, outbox } = begin();
    outbox.send('room:1', event('a'));
    expect(outbox.withdraw('a')).toBe(true);
    client.connect();
    await pass();
    server.deaf.add('publish');
    outbox.send('room:1', event('b'));
    await pass();
    expect(outbox.withdraw('b')).toBe(false);
    expect(server.log).toEqual([]);
  });

  it('works on where nothing can be stored', () => {
    const refused = vi.fn();
    const full = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
    const store = webStorage({ getItem: () => null, setItem: full, removeItem: full }, refused);
    const { outbox } = begin({ store });
    outbox.send('room:1', event('a'));
    expect(outbox.pending).toHaveLength(1);
    expect(refused).toHaveBeenCalled();
  });
});
