import type { Gap, Rewind, TopicEvent } from '@attune/client';

/**
 * A line of the tail: an event, or a notice that some did not come. `latencyMs` is from publish to arrival by this
 * browser's clock; null for a replayed event.
 */
export type TailLine =
  | { kind: 'event'; key: string; event: TopicEvent; latencyMs: number | null }
  | { kind: 'gap'; key: string; gap: Gap }
  | { kind: 'rewind'; key: string; rewind: Rewind };

export interface Tail {
  /** Newest first. */
  readonly lines: readonly TailLine[];
  /** Lines that were dropped because the tail is full. */
  readonly dropped: number;
}

/** Lines kept; older ones are in the log. */
export const tailCapacity = 500;

export const emptyTail: Tail = { lines: [], dropped: 0 };

export function eventLine(event: TopicEvent, arrivedAt: number): TailLine {
  const at = Date.parse(event.at);
  // A replayed event has been waiting in the log: its age says nothing about the way.
  const latencyMs = event.replayed || Number.isNaN(at) ? null : arrivedAt - at;
  return { kind: 'event', key: `e${event.topic} ${event.seq} ${event.id}`, event, latencyMs };
}

export function gapLine(gap: Gap, arrivedAt: number): TailLine {
  return { kind: 'gap', key: `g${gap.topic} ${gap.from} ${gap.to} ${arrivedAt}`, gap };
}

export function rewindLine(rewind: Rewind, arrivedAt: number): TailLine {
  return { kind: 'rewind', key: `r${rewind.topic} ${rewind.generation} ${arrivedAt}`, rewind };
}

/** Adds lines in the order they came. Replayed events of several topics are put in the order of their seq. */
export function addLines(tail: Tail, added: readonly TailLine[]): Tail {
  const replayed = added.filter((line) => line.kind === 'event' && line.event.replayed);
  const others = added.filter((line) => line.kind !== 'event' || !line.event.replayed);
  const lines = [...others.toReversed(), ...tail.lines];
  for (const line of replayed) {
    const place = lines.findIndex((other) => seqOf(other) !== null && seqOf(other)! < seqOf(line)!);
    lines.splice(place === -1 ? lines.length : place, 0, line);
  }
  return { lines: lines.slice(0, tailCapacity), dropped: tail.dropped + Math.max(0, lines.length - tailCapacity) };
}

function seqOf(line: TailLine): number | null {
  return line.kind === 'event' ? line.event.seq : null;
}

/** The lines in which topic, type, id or data contain every word, and which belong to the topic if one is given. */
export function filterLines(lines: readonly TailLine[], typed: string, topic: string | null): readonly TailLine[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && topic === null) return lines;
  return lines.filter((line) => {
    const own = line.kind === 'event' ? line.event.topic : line.kind === 'gap' ? line.gap.topic : line.rewind.topic;
    if (topic !== null && own !== topic) return false;
    if (words.length === 0) return true;
    const text = line.kind === 'event'
      ? `${own} ${line.event.type} ${line.event.id} ${JSON.stringify(line.event.data)}`.toLowerCase()
      : own.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
