import { type BackOffOptions, defaultBackOff } from './backOff.ts';
import type { ConnectionOptions } from './connection.ts';
import type { KeyValueStore } from './keyValueStore.ts';
import { Tokens, type TokenSource } from './tokens.ts';
import { httpTransport } from './transports/http/httpTransport.ts';
import { defaultLadder, type LadderOptions } from './transports/ladder.ts';
import type { Transport } from './transports/transport.ts';
import { globalWebSocket, type WebSocketConstructor, webSocketTransport } from './transports/webSocket.ts';

/** Best first: a WebSocket, Server-Sent Events, long polling. */
export type TransportName = 'websocket' | 'events' | 'poll';

/** How to reach the server. */
export interface ConnectOptions {
  /** Address of the stream endpoint, for example `ws://127.0.0.1:8080/v2/realtime/stream`. */
  url: string;
  /**
   * Asked for a token before each attempt to connect, and when the server says that the present one ends soon. It goes with
   * the first frame and in the header of requests, never in an address. A source that fails is an attempt that failed.
   */
  token?: TokenSource;
  /**
   * What may carry the connection, best first. Default all three. Without a WebSocket class (Node before 22) or without
   * `fetch`, what needs it is left out.
   */
  transports?: readonly TransportName[];
  /** The WebSocket class to use; default is the global one. Node 20 has none: pass that of the package `ws`. */
  webSocket?: WebSocketConstructor;
  /** Makes the requests of the fallbacks; default is the global `fetch`. */
  fetch?: typeof fetch;
  /** Carries the frames in some other way instead of all of the above, as tabs that share a connection do. */
  via?: Transport;
  backOff?: Partial<BackOffOptions>;
  /** When to fall back and when to look for something better. */
  ladder?: Partial<LadderOptions>;
  /** Keeps over a reload which transport worked last, for example `webStorage(sessionStorage)`. */
  store?: KeyValueStore;
  /** Returns a number of [0, 1); default Math.random. */
  random?: () => number;
  /** The ack has to come within this many milliseconds. Default 10,000. */
  handshakeTimeoutMs?: number;
  /** Without an ack within this many milliseconds the next transport is tried beside the first. Default 2,500. */
  raceMs?: number;
  /** A connection without any frame for this many milliseconds is given up. Default 75,000; the server pings every 30,000. */
  silenceTimeoutMs?: number;
  /**
   * A topic named in the handshake while none is followed, because a handshake names at least one. Default `system/idle`,
   * which matches a pattern of every server's default settings and gets no events.
   */
  idleTopic?: string;
}

export const defaultIdleTopic = 'system/idle';

/** Fills in the defaults. @throws Error when nothing could carry a connection here. */
export function connectionOptions(options: ConnectOptions): ConnectionOptions {
  const { store, ladder } = options;
  const tokens = new Tokens(options.token);
  return {
    transports: options.via ? [options.via] : transportsOf(options, tokens),
    tokens,
    ladder: { ...defaultLadder, ...(store ? { store } : {}), ...ladder },
    backOff: { ...defaultBackOff, ...options.backOff },
    random: options.random ?? Math.random,
    handshakeTimeoutMs: options.handshakeTimeoutMs ?? 10_000,
    raceMs: options.raceMs ?? 2_500,
    silenceTimeoutMs: options.silenceTimeoutMs ?? 75_000,
  };
}

function transportsOf(
  { url, transports = ['websocket', 'events', 'poll'], webSocket, fetch }: ConnectOptions, tokens: Tokens,
): Transport[] {
  const request = fetch ?? (globalThis.fetch ? globalThis.fetch.bind(globalThis) : undefined);
  const all = transports.map((name) => {
    if (name !== 'websocket') return request ? httpTransport(url, name, request, tokens) : null;
    const constructor = webSocket ?? globalWebSocket();
    return constructor ? webSocketTransport(url, constructor) : null;
  });
  const usable = all.filter((transport) => transport !== null);
  if (usable.length === 0) {
    throw new Error(`Nothing here can carry a connection (${transports.join(', ')}): pass 'webSocket' or 'fetch'.`);
  }
  return usable;
}
