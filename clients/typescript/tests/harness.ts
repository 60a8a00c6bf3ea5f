import { vi } from 'vitest';
import { AttuneClient, type AttuneClientOptions, type SubscriptionHandlers, type TopicEvent } from '../src/index.ts';
import { FakeServer } from './fakeServer.ts';

/** A client on a fake server and fake time; `random` is 0.5 so that waits are half of their bound. */
export function start(options: Partial<AttuneClientOptions> = {}) {
  const server = new FakeServer();
  const client = new AttuneClient({
    url: 'ws://test', webSocket: server.webSocket, random: () => 0.5, transports: ['websocket'], ...options,
  });
  return { server, client };
}

/** Lets everything happen that is due within the given milliseconds. */
export async function pass(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** Handlers that keep what they were told, as readable lines. */
export function recorder(): SubscriptionHandlers & { lines: string[]; events: TopicEvent[] } {
  const lines: string[] = [];
  const events: TopicEvent[] = [];
  return {
    lines,
    events,
    onEvent(event) {
      events.push(event);
      lines.push(`${event.seq}${event.replayed ? ' replayed' : ''}`);
    },
    onGap: (gap) => void lines.push(`gap ${gap.from}-${gap.to} ${gap.reason}`),
    onRewind: (rewind) => void lines.push(`rewind ${rewind.to} ${rewind.generation}`),
    onError: (error) => void lines.push(`error ${error.code}`),
  };
}
