/** What a transport tells the connection. `closed` comes exactly once, also when opening failed. */
export interface TransportEvents {
  opened(): void;
  message(text: string): void;
  closed(code: number, reason: string): void;
}

/** An open (or opening) way to the server. */
export interface TransportLink {
  send(text: string): void;
  /** Closes it; `closed` is not called any more. */
  abandon(): void;
}

/** A way to carry frames. Each transport is one file of this folder. */
export interface Transport {
  readonly name: string;
  open(events: TransportEvents): TransportLink;
}
