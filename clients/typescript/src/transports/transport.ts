/** What a transport tells the connection. `closed` comes at most once, also when opening failed. */
export interface TransportEvents {
  /** The first frame may be sent. */
  opened(): void;
  message(text: string): void;
  /** A sign of life that is no frame. */
  alive(): void;
  closed(code: number, reason: string): void;
}

/** An open (or opening) way to the server. */
export interface TransportLink {
  send(text: string): void;
  /** Closes it; nothing is told any more. */
  abandon(): void;
}

/** A way to carry frames. Each transport is one file or folder beside this one. */
export interface Transport {
  /** As `ConnectionStatus.transport` shows it. */
  readonly name: string;
  /** True for what only stands in for a WebSocket: connected over it, the state is `degraded`. */
  readonly isFallback: boolean;
  open(events: TransportEvents): TransportLink;
}
