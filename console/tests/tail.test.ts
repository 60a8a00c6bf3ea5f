import { describe, expect, it } from 'vitest';
import type { TopicEvent } from '@attune/client';
import { addLines, emptyTail, eventLine, filterLines, gapLine, tailCapacity } from '../src/features/live/tail.ts';

const at = Date.parse('2026-11-22T12:00:00Z');

function event(seq: number, topic = 'finance', replayed = false): TopicEvent {
  return { topic, seq, replayed, id: `e${seq}`, type: 'revenue_added', at: new Date(at).toISOString(), data: { amount: seq } };
}

const seqs = (lines: readonly { kind: string; event?: TopicEvent }[]) => lines.map((line) => line.event?.seq ?? line.kind);

describe('the tail', () => {
  it('has the newest first and forgets the oldest', () => {
    let tail = emptyTail;
    for (let seq = 1; seq <= tailCapacity + 3; seq++) tail = addLines(tail, [eventLine(event(seq), at)]);
    expect(tail.lines).toHaveLength(tailCapacity);
    expect(tail.dropped).toBe(3);
    expect(seqs(tail.lines.slice(0, 2))).toEqual([tailCapacity + 3, tailCapacity + 2]);
  });

  it('puts replayed events of several topics in the order of the log', () => {
    const first = addLines(emptyTail, [1, 4, 6].map((seq) => eventLine(event(seq, 'finance', true), at)));
    const tail = addLines(first, [2, 5].map((seq) => eventLine(event(seq, 'guest', true), at)));
    expect(seqs(tail.lines)).toEqual([6, 5, 4, 2, 1]);
  });

  it('measures the way of live events only', () => {
    const live = eventLine(event(1), at + 12);
    const replayed = eventLine(event(2, 'finance', true), at + 60_000);
    expect([live, replayed].map((line) => line.kind === 'event' && line.latencyMs)).toEqual([12, null]);
  });

  it('is filtered by words and by topic, notices included', () => {
    const gap = gapLine({ topic: 'guest', from: 1, to: 2, reason: 'trimmed' }, at);
    const lines = addLines(emptyTail, [eventLine(event(3), at), gap, eventLine(event(4, 'guest'), at)]).lines;
    expect(seqs(filterLines(lines, '', 'guest'))).toEqual([4, 'gap']);
    expect(seqs(filterLines(lines, 'REVENUE "amount":3', null))).toEqual([3]);
    expect(filterLines(lines, 'nothing', null)).toEqual([]);
  });
});
