import type { Transport } from './transport.ts';

/** What we need of the WebSocket of browsers, of Node 22 and of the package `ws`. */
export interface WebSocketLike {
  send(text: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
}

export type WebSocketConstructor = new (url: string) => WebSocketLike;

/** The WebSocket class of this environment; Node has one from version 22 on. */
export function globalWebSocket(): WebSocketConstructor | undefined {
  return (globalThis as { WebSocket?: WebSocketConstructor }).WebSocket;
}

/** Text frames over one WebSocket. */
export function webSocketTransport(url: string, WebSocketClass: WebSocketConstructor): Transport {
  return {
    name: 'websocket',
    isFallback: false,
    open(events) {
      const socket = new WebSocketClass(url);
      socket.onopen = () => events.opened();
      socket.onmessage = (event) => {
        if (typeof event.data === 'string') events.message(event.data);
      };
      socket.onclose = (event) => events.closed(event.code, event.reason);
      // A failing socket always closes too; `onclose` carries the code. Unset, the package `ws` would throw.
      socket.onerror = () => undefined;
      return {
        send: (text) => socket.send(text),
        abandon() {
          socket.onopen = null;
          socket.onmessage = null;
          socket.onclose = null;
          socket.close(1000);
        },
      };
    },
  };
}
