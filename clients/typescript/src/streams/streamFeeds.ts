import { Listeners } from '../listeners.ts';
import type { StreamFeed, StreamFeedOptions } from './streamFeed.ts';
import type { Verbs } from '../verbs.ts';

/** One append at most has this many characters; a frame from a client may have 512 KB. */
const maxPiece = 32_768;

interface Waiting {
  part: string;
  text: string;
  readonly settle: { resolve(): void; reject(error: unknown): void }[];
}

/** The AI streams that the application writes. One append of a stream is on its way at a time; the rest waits and is joined. */
export class StreamFeeds {
  readonly #verbs: Verbs;
  readonly #open = new Map<string, Listeners<void>>();

  constructor(verbs: Verbs) {
    this.#verbs = verbs;
  }

  open(stream: string, { topic, at = 0 }: StreamFeedOptions): StreamFeed {
    const stopAsked = this.#open.get(stream) ?? new Listeners<void>();
    this.#open.set(stream, stopAsked);
    const ends: Record<string, number> = {};
    const waiting: Waiting[] = [];
    let sending: Promise<void> | null = null;

    const send = async ({ part, text }: Waiting) => {
      const position = ends[part] ?? (part === 'text' ? at : 0);
      const reply = await this.#verbs.request(
        { type: 'stream.append', stream, part, at: position, data: text, ...(topic === undefined ? {} : { topic }) });
      ends[part] = reply['end'] as number;
    };
    const drain = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { settle } = next;
        await send(next).then(
          () => settle.forEach(({ resolve }) => resolve()),
          (error: unknown) => {
            // What comes after a piece that is missing has no place.
            for (const { settle: all } of [{ settle }, ...waiting.splice(0)]) all.forEach(({ reject }) => reject(error));
          },
        );
      }
      sending = null;
    };

    return {
      stream,
      ends,
      append: (text, part = 'text') => new Promise((resolve, reject) => {
        const last = waiting.at(-1);
        if (last && last.part === part && last.text.length + text.length <= maxPiece) {
          last.text += text;
          last.settle.push({ resolve, reject });
        } else {
          for (const piece of pieces(text)) waiting.push({ part, text: piece, settle: [] });
          waiting.at(-1)!.settle.push({ resolve, reject });
        }
        sending ??= drain();
      }),
      end: async (state = 'complete') => {
        await sending;
        const reply = await this.#verbs.request({ type: 'stream.end', stream, state });
        this.#open.delete(stream);
        return reply['length'] as Record<string, number>;
      },
      onStop: (listener) => stopAsked.add(listener),
    };
  }

  stopAsked(stream: string): void {
    this.#open.get(stream)?.tell();
  }
}

/** Cuts a long text, never inside a character. */
function pieces(text: string): string[] {
  const all: string[] = [];
  let from = 0;
  while (text.length - from > maxPiece) {
    const isInsidePair = /[\uD800-\uDBFF]/.test(text[from + maxPiece - 1]!);
    const to = from + maxPiece - (isInsidePair ? 1 : 0);
    all.push(text.slice(from, to));
    from = to;
  }
  return [...all, text.slice(from)];
}
