import { AttuneClient } from '@attune/client';

function streamUrl(): string {
  const { protocol, host } = location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/v2/realtime/stream`;
}

/** The console's one connection to the server that served it. */
export const attune = new AttuneClient({ url: streamUrl(), backOff: { baseMs: 200, capMs: 4_000 } });

/** Connects, and comes back without waiting when the network or the page does. */
export function startConnection(): void {
  attune.connect();
  addEventListener('online', () => attune.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') attune.wake();
  });
}
