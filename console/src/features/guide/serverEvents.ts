/** One event of a stream of Server-Sent Events. */
export interface ServerEvent {
  name: string;
  data: string;
}

/** A body that is longer than anybody asked for, or no text. */
export class EventStreamError extends Error {}

/**
 * Reads Server-Sent Events (WHATWG HTML, 9.2.6) from the body of a response. Ids, times to retry and comments are passed
 * over: an answer is asked once.
 * @param maxCharacters More than this in one body ends it.
 * @param onSign Called with every piece that comes, also with those that only keep the connection open.
 * @throws EventStreamError
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>, maxCharacters: number, onSign?: () => void): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  let total = 0;
  let name = '';
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onSign?.();
      total += value.length;
      if (total > maxCharacters) throw new EventStreamError(`The answer is longer than ${maxCharacters} characters.`);
      // A carriage return at the end may be half of a line break.
      const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { name: name === '' ? 'message' : name, data: data.join('\n') };
          name = '';
          data = [];
        } else if (line.startsWith('event:')) {
          name = valueOf(line);
        } else if (line.startsWith('data:')) {
          data.push(valueOf(line));
        }
      }
    }
  } finally {
    await reader.cancel();
  }
}

/** Behind the colon, without the one space that may stand there. */
function valueOf(line: string): string {
  const value = line.slice(line.indexOf(':') + 1);
  return value.startsWith(' ') ? value.slice(1) : value;
}
