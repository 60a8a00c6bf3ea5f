import { type AttuneError, type Subscription } from '@attune/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { startConnection } from '../../shared/attune.ts';
import { addLines, emptyTail, eventLine, gapLine, rewindLine, type Tail, type TailLine } from './tail.ts';
import { watcher } from './watcher.ts';

/** How many of the latest events of the log are shown when the page opens. */
const recentEvents = 30;
/** More topics than this are not followed at once; those with the newest events come first. */
const maxTopics = 50;

interface KnownTopic {
  topic: string;
  position: number;
}

/**
 * Follows topics while the page is open. Topics that appear later are followed from the same position as the first, so
 * that their first event is not missed. Lines are added at most once a frame.
 */
export function useTail(topics: readonly KnownTopic[] | undefined): { tail: Tail; clear(): void; refused: AttuneError | null } {
  const [tail, setTail] = useState<Tail>(emptyTail);
  const [refused, setRefused] = useState<AttuneError | null>(null);
  const following = useRef(new Map<string, Subscription>());
  const waiting = useRef<TailLine[]>([]);
  const frame = useRef(0);
  const startAfter = useRef<number | null>(null);
  const seen = useRef(new Map<string, number>());

  useEffect(() => startConnection(watcher), []);

  const add = useCallback((line: TailLine) => {
    waiting.current.push(line);
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const added = waiting.current;
      waiting.current = [];
      setTail((before) => addLines(before, added));
    });
  }, []);

  useEffect(() => {
    if (!topics) return;
    startAfter.current ??= Math.max(0, Math.max(0, ...topics.map((topic) => topic.position)) - recentEvents);
    const newest = topics.toSorted((a, b) => b.position - a.position).slice(0, maxTopics);
    for (const [topic, subscription] of following.current) {
      if (newest.some((wanted) => wanted.topic === topic)) continue;
      subscription.close();
      following.current.delete(topic);
    }
    for (const { topic } of newest) {
      if (following.current.has(topic)) continue;
      following.current.set(topic, watcher.subscribe(topic, {
        onEvent: (event) => {
          seen.current.set(topic, event.seq);
          add(eventLine(event, Date.now()));
        },
        onGap: (gap) => add(gapLine(gap, Date.now())),
        onRewind: (rewind) => add(rewindLine(rewind, Date.now())),
        onError: setRefused,
      }, { after: Math.max(startAfter.current, seen.current.get(topic) ?? 0) }));
    }
  }, [topics, add]);

  useEffect(() => {
    const open = following.current;
    return () => {
      cancelAnimationFrame(frame.current);
      frame.current = 0;
      for (const subscription of open.values()) subscription.close();
      open.clear();
    };
  }, []);

  const clear = useCallback(() => setTail(emptyTail), []);
  return { tail, clear, refused };
}
