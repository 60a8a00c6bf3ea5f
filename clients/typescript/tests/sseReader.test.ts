import { describe, expect, it } from 'vitest';
import { SseReader } from '../src/transports/http/sseReader.ts';
import { seeded } from './model.ts';

const text = 'retry: 1000\n\n: a comment\n\nid: 1\r\ndata: {"a":"繁體 🦉"}\r\n\r\ndata: one\ndata:two\ndata\n\nid: 2\n\n'
  + 'event: other\ndata: : colons: stay\r\rdata: the last has no end';

function read(pieces: Uint8Array[]): string[] {
  const lines: string[] = [];
  const reader = new SseReader({
    data: (data) => void lines.push(`data ${data}`), id: (id) => void lines.push(`id ${id}`), alive: () => undefined,
  });
  for (const piece of pieces) reader.push(piece);
  return lines;
}

describe('the reader of event streams', () => {
  const expected = ['data {"a":"繁體 🦉"}', 'id 1', 'data one\ntwo\n', 'id 2', 'data : colons: stay'];

  it('takes data, ids alone and comments apart, with every kind of line end', () => {
    expect(read([new TextEncoder().encode(text)])).toEqual(expected);
  });

  it('does not care how the bytes are cut', () => {
    const bytes = new TextEncoder().encode(text);
    for (let seed = 1; seed <= 200; seed++) {
      const chance = seeded(seed);
      const pieces: Uint8Array[] = [];
      for (let from = 0; from < bytes.length;) {
        const to = from + 1 + Math.floor(chance() * 9);
        pieces.push(bytes.slice(from, to));
        from = to;
      }
      expect(read(pieces), `seed ${seed}`).toEqual(expected);
    }
  });
});
