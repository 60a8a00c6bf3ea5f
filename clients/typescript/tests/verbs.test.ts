import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AttuneError } from '../src/index.ts';
import { pass, start } from './harness.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function failure(promise: Promise<unknown>): Promise<AttuneError> {
  const error = await promise.then(() => null, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(AttuneError);
  return error as AttuneError;
}

describe('verbs', () => {
  it('get the answer that carries their ref', async () => {
    const { server, client } = start();
    client.connect();
    const [first, second] = [client.publish('a', { type: 't', data: 1 }), client.publish('a', { type: 't', data: 2 })];
    await pass();
    expect((await first).seq).toBe(1);
    expect(await second).toMatchObject({ seq: 2, generation: 'g1' });
    expect(await client.history('a', { after: 0, limit: 1 })).toMatchObject({ events: [{ seq: 1, data: 1 }], more: true });
    expect(new Set(server.received.slice(1).map((frame) => frame.ref)).size).toBe(3);
  });

  it('without an answer are sent again after a reconnect, and a publish stays one event', async () => {
    const { server, client } = start();
    client.connect();
    await pass(6_000);
    server.deaf.add('publish');
    const published = client.publish('a', { type: 't', data: 1 });
    await pass();
    expect(server.log).toHaveLength(0);
    server.crash();
    server.deaf.clear();
    const id = (server.receivedOf('publish')[0]!['event'] as { id: string }).id;
    server.publish('a', 't', 1, id);
    server.restart();
    await pass(1_000);
    expect(await published).toEqual({ seq: 1, generation: 'g1', id });
    expect(server.log).toHaveLength(1);
  });

  it('fail with the code of the server and its advice', async () => {
    const { server, client } = start();
    client.connect();
    await pass();
    server.handle = (socket, frame) =>
      socket.tell({ type: 'error', ref: frame.ref, code: 'storage_unavailable', message: 'Disk full.', retry: true });
    const error = await failure(client.publish('a', { type: 't', data: 1 }));
    expect(error).toMatchObject({ code: 'storage_unavailable', message: 'Disk full.', retry: true });
    expect(error.whatToDo).toContain('Free disk space');
  });

  it('fail after their time, also when there never was a connection', async () => {
    const { client } = start({ verbTimeoutMs: 2_000 });
    const waiting = failure(client.ping());
    await pass(2_000);
    expect(await waiting).toMatchObject({ code: 'timed_out', retry: true });
  });

  it('fail when the client is closed', async () => {
    const { server, client } = start();
    server.deaf.add('ping');
    client.connect();
    const waiting = failure(client.ping());
    await pass();
    client.close();
    expect(await waiting).toMatchObject({ code: 'closed' });
  });

  it('have a bound', async () => {
    const { client } = start();
    const waiting = Array.from({ length: 1_000 }, () => failure(client.ping()));
    expect(await failure(client.ping())).toMatchObject({ code: 'too_many_pending' });
    client.close();
    expect((await Promise.all(waiting)).every((error) => error.code === 'closed')).toBe(true);
  });
});
