/** What we need of a BroadcastChannel: what one posts, all others of the same name hear. */
export interface ChannelLike {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  close(): void;
}

/** What tabs say to one another. `from` and `to` are tabs; `link` is a connection of a tab that does not lead. */
export type TabMessage =
  | { kind: 'who'; from: string }
  | { kind: 'leader'; from: string }
  | { kind: 'open' | 'close'; from: string; to: string; link: string }
  | { kind: 'up' | 'down'; from: string; to: string; link: string; text: string }
  | { kind: 'opened'; from: string; to: string; link: string }
  | { kind: 'closed'; from: string; to: string; link: string; code: number; reason: string };
