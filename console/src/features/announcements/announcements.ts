import type { TopicEvent } from '@attune/client';

export const announcementTopic = 'system/announcements';

/** Announcements that are kept in the page: nobody reads back further than this. */
const maxKept = 50;

export type AnnouncementLevel = 'info' | 'warning' | 'critical';

/** What somebody has told everyone. */
export interface Announcement {
  id: string;
  seq: number;
  title: string;
  text: string;
  level: AnnouncementLevel;
  /** Milliseconds since 1970 after which it need not be shown; null for never. */
  expiresAt: number | null;
}

function isLevel(value: unknown): value is AnnouncementLevel {
  return value === 'info' || value === 'warning' || value === 'critical';
}

/** Reads an event of the topic; null when it holds nothing to show, as when its content was erased. */
export function readAnnouncement(event: TopicEvent): Announcement | null {
  const data = event.data as Partial<Record<keyof Announcement, unknown>> | null;
  if (typeof data !== 'object' || data === null || typeof data.title !== 'string' || data.title === '') return null;
  const end = typeof data.expiresAt === 'string' ? Date.parse(data.expiresAt) : NaN;
  return {
    id: event.id,
    seq: event.seq,
    title: data.title,
    text: typeof data.text === 'string' ? data.text : '',
    level: isLevel(data.level) ? data.level : 'info',
    expiresAt: Number.isNaN(end) ? null : end,
  };
}

/** Adds what an event says: an announcement, or that the content of an earlier one was erased. */
export function withEvent(all: readonly Announcement[], event: TopicEvent): readonly Announcement[] {
  if (event.type === 'redacted') {
    const { id } = (event.data ?? {}) as { id?: unknown };
    return all.filter((known) => known.id !== id);
  }
  const added = readAnnouncement(event);
  if (added === null) return all;
  return [...all.filter(({ id }) => id !== added.id), added].slice(-maxKept);
}

/** The one to show: the newest that has not expired and was not dismissed. */
export function currentOf(
  all: readonly Announcement[], dismissed: readonly string[], now: number,
): Announcement | null {
  return all.findLast(({ id, expiresAt }) => !dismissed.includes(id) && (expiresAt === null || expiresAt > now)) ?? null;
}
