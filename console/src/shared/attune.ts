import { AttuneClient } from '@attune/client';

function streamUrl(): string {
  const { protocol, host } = location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/v2/realtime/stream`;
}

/** A client of the server that served this page; it connects when it is told to. */
export function newClient(): AttuneClient {
  return new AttuneClient({ url: streamUrl(), backOff: { baseMs: 200, capMs: 4_000 } });
}

/** The console's connection. */
export const attune = newClient();

/**
 * Connects, and comes back without waiting when the network or the page does.
 * @returns Call it to close the connection.
 */
export function startConnection(client: AttuneClient): () => void {
  const onOnline = () => client.wake();
  const onVisible = () => {
    if (document.visibilityState === 'visible') client.wake();
  };
  client.connect();
  addEventListener('online', onOnline);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    removeEventListener('online', onOnline);
    document.removeEventListener('visibilitychange', onVisible);
    client.close();
  };
}
