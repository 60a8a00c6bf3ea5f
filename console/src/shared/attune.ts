import { AttuneClient, followPage, webStorage } from '@attune/client';

function streamUrl(): string {
  const { protocol, host } = location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/v2/realtime/stream`;
}

/** A client of the server that served this page; it connects when it is told to. */
export function newClient(): AttuneClient {
  return new AttuneClient({
    url: streamUrl(), backOff: { baseMs: 200, capMs: 4_000 }, ladder: { probeBaseMs: 3_000 }, store: webStorage(sessionStorage),
  });
}

/** The console's connection. */
export const attune = newClient();

/**
 * Connects, and keeps in step with the page: back at once when the network or the reader is.
 * @returns Call it to close the connection.
 */
export function startConnection(client: AttuneClient): () => void {
  client.connect();
  const stopFollowing = followPage(client);
  return () => {
    stopFollowing();
    client.close();
  };
}
