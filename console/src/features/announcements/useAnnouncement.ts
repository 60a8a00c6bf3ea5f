import { useEffect, useState } from 'react';
import { attune } from '../../shared/attune.ts';
import { readStored, writeStored } from '../../shared/browserStorage.ts';
import { Store, useStore } from '../../shared/store.ts';
import { type Announcement, announcementTopic, currentOf, withEvent } from './announcements.ts';

const storageKey = 'attune.announcements.dismissed';
const maxRemembered = 200;

/** A timer counts in 32 bits: what lies further ahead is looked at again tomorrow. */
const longestWaitMs = 24 * 60 * 60 * 1000;

const isIds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const dismissedIds = new Store<readonly string[]>(readStored(storageKey, [], isIds));

/** Shows an announcement no more in this browser. */
export function dismiss(id: string): void {
  dismissedIds.update((ids) => [...ids.filter((known) => known !== id), id].slice(-maxRemembered));
  writeStored(storageKey, dismissedIds.value);
}

/** Follows the announcements of the organisation. @returns The one to show now; null for none. */
export function useAnnouncement(): Announcement | null {
  const dismissed = useStore(dismissedIds);
  const [all, setAll] = useState<readonly Announcement[]>([]);
  const [now, setNow] = useState(Date.now);
  const current = currentOf(all, dismissed, now);

  useEffect(() => {
    const following = attune.subscribe(announcementTopic, {
      onEvent: (event) => {
        setNow(Date.now());
        setAll((before) => withEvent(before, event));
      },
      onRewind: ({ to }) => setAll((before) => before.filter(({ seq }) => seq <= to)),
      // A server without the topic, or without the right to it, announces nothing here.
      onError: () => setAll([]),
    }, { after: 0 });
    return () => following.close();
  }, []);

  const end = current?.expiresAt ?? null;
  useEffect(() => {
    if (end === null) return undefined;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(0, end - Date.now()) + 1, longestWaitMs));
    return () => clearTimeout(timer);
  }, [end, now]);

  return current;
}
