/** How an AI stream that this client writes begins. */
export interface StreamFeedOptions {
  /** The topic that gets one finishing event; without it no event is written. */
  topic?: string;
  /** Byte position of the first piece: 0 creates the stream, its present end takes over one whose writer has gone. Default 0. */
  at?: number;
}

/** An AI stream as its writer sees it. Pieces go out in order, joined while an earlier one is on its way. */
export interface StreamFeed {
  readonly stream: string;
  /** Bytes of each part that the server has and will keep. */
  readonly ends: Readonly<Record<string, number>>;
  /**
   * Adds text. Resolves once it would survive a crash of the server; need not be awaited before the next.
   * @throws AttuneError `stream_ended` after a viewer stopped it
   */
  append(text: string, part?: string): Promise<void>;
  /** Waits for what was appended and ends the stream. Its viewers see the state. @throws AttuneError */
  end(state?: 'complete' | 'cancelled' | 'failed'): Promise<Readonly<Record<string, number>>>;
  /** Called when a viewer wants it to stop: write no more, and end it as `cancelled`. @returns Call it to stop listening. */
  onStop(listener: () => void): () => void;
}
