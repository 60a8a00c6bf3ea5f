import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followPage, type PageOptions } from '../src/index.ts';
import { pass, start } from './harness.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class Page extends EventTarget {
  visibilityState = 'visible';

  happens(type: string, persisted = false): void {
    this.dispatchEvent(Object.assign(new Event(type), { persisted }));
  }

  becomes(visibilityState: string): void {
    this.visibilityState = visibilityState;
    this.happens('visibilitychange');
  }
}

async function open(options: PageOptions = {}) {
  const page = new Page();
  const started = start();
  const stop = followPage(started.client, { window: page, document: page, ...options } as PageOptions);
  started.client.connect();
  await pass(6_000);
  return { ...started, page, stop };
}

describe('a client that follows its page', () => {
  it.each(['online', 'visibilitychange', 'resume'])('tries at once on %s', async (type) => {
    const { server, client, page } = await open();
    server.crash();
    await pass(60_000);
    server.restart();
    page.happens(type);
    await pass();
    expect(client.status.state).toBe('live');
  });

  it('rests in the back-forward cache and comes back from it', async () => {
    const { server, client, page } = await open();
    page.happens('pagehide', true);
    await pass();
    expect([client.status.state, server.sockets.length]).toEqual(['suspended', 0]);
    page.happens('pageshow', true);
    await pass();
    expect(client.status.state).toBe('live');
  });

  it('rests when it was hidden for as long as it was told', async () => {
    const { client, page } = await open({ suspendAfterHiddenMs: 60_000 });
    page.becomes('hidden');
    await pass(59_999);
    page.becomes('visible');
    page.becomes('hidden');
    await pass(59_999);
    expect(client.status.state).toBe('live');
    await pass(1);
    expect(client.status.state).toBe('suspended');
    page.becomes('visible');
    await pass();
    expect(client.status.state).toBe('live');
  });

  it('leaves alone what the application closed or suspended itself', async () => {
    const { client, page } = await open();
    client.close();
    page.happens('freeze');
    page.happens('resume');
    await pass();
    expect(client.status.state).toBe('closed');
    client.connect();
    await pass();
    client.suspend();
    page.happens('online');
    await pass();
    expect(client.status.state).toBe('suspended');
  });

  it('stops following when it is told to', async () => {
    const { client, page, stop } = await open();
    stop();
    page.happens('pagehide', true);
    await pass();
    expect(client.status.state).toBe('live');
  });
});
