/** An event as it stands in the log. */
export interface WireEvent {
  seq: number;
  id: string;
  type: string;
  /** When it was published (UTC, ISO 8601). */
  at: string;
  key?: string;
  scope?: string;
  /** Correlation id of the publish. */
  cid?: string;
  data: unknown;
  /** True when its content was erased; `data` is null then. */
  redacted?: boolean;
}

export interface AckFrame {
  type: 'ack';
  seq: number;
  timestamp: string;
  generation: string;
  /** The newest seq of each topic of the handshake. */
  position?: Record<string, number>;
  session?: string;
  /** The position of the handshake as a token that every transport takes. */
  resume?: string;
  limits?: Record<string, unknown>;
  /** Never sent by a server: over which transport the tab that shares its connection has got it. */
  via?: string;
}

export interface EventFrame {
  type: 'event';
  service: string;
  /** The seq of the last event of the frame. */
  seq: number;
  /** The seq before the first event of the frame, in the same topic. */
  prev?: number;
  generation?: string;
  events: WireEvent[];
}

export interface GapFrame {
  type: 'gap';
  service: string;
  from: number;
  to: number;
  missed?: number;
  reason: string;
}

export interface RewindFrame {
  type: 'rewind';
  service: string;
  generation: string;
  /** The last seq that the server and this client have in common. */
  to: number;
}

export interface ErrorFrame {
  type: 'error';
  code: string;
  message: string;
  ref?: number;
  service?: string;
  stream?: string;
  retry?: boolean;
  /** The same may succeed after this many milliseconds. */
  retryAfterMs?: number;
  /** The server does not let this connection in; bounds of the wait before reconnecting, in milliseconds. */
  reconnectAfterMs?: [number, number];
}

export interface ByeFrame {
  type: 'bye';
  reason: string;
  /** Lower and upper bound of the wait before reconnecting, in milliseconds. */
  reconnectAfterMs?: [number, number];
  /** With the reason `use_fallback`: how long no WebSocket is wanted, in milliseconds. */
  holdMs?: number;
}

export interface StreamFrame {
  type: 'stream';
  ref?: number;
  stream: string;
  part: string;
  /** Byte position of `data` in the part. */
  at: number;
  /** Byte position behind `data`. */
  end: number;
  data: string;
}

export interface StreamStateFrame {
  type: 'stream.state';
  stream: string;
  state: string;
  /** Bytes of each part. */
  length?: Record<string, number>;
}

/** A reply to a verb; what else it holds depends on the verb. */
export interface ReplyFrame {
  type: 'subscribed' | 'unsubscribed' | 'published' | 'history' | 'pong' | 'stopping' | 'appended' | 'ended';
  ref: number;
  [field: string]: unknown;
}

/** A right was withdrawn: these topics come no more. Unlike the reply to `unsubscribe` it has no `ref`. */
export interface WithdrawnFrame {
  type: 'unsubscribed';
  ref?: undefined;
  topics: string[];
  code: string;
  message: string;
}

/** The token of this connection ends soon. */
export interface ExpiringFrame {
  type: 'expiring';
  expiresAt: string;
  closesAt: string;
}

/** A viewer wants the writer to stop; told to the connection that writes. */
export interface StreamStopFrame {
  type: 'stream.stop';
  stream: string;
}

export type ServerFrame =
  | AckFrame | EventFrame | GapFrame | RewindFrame | ErrorFrame | ByeFrame | StreamFrame | StreamStateFrame | ReplyFrame
  | StreamStopFrame | WithdrawnFrame | ExpiringFrame | { type: 'refreshed'; ref: number; expiresAt?: string }
  | { type: 'ping'; timestamp: string };

/** Reads one frame; null when the text is not a JSON object with a type, which a newer server might send. */
export function parseFrame(text: string): ServerFrame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
    ? (value as ServerFrame)
    : null;
}
