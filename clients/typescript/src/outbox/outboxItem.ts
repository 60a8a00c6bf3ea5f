import type { EventToPublish } from '../client.ts';

/** An event that waits to be published. */
export interface OutboxItem {
  readonly id: string;
  readonly topic: string;
  readonly event: EventToPublish;
  /** When it was first sent without an answer (milliseconds since 1970); null while it certainly was not stored. */
  readonly sentAt: number | null;
}

/** Bytes that an item takes. @throws TypeError when its data is no JSON */
export function sizeOf({ topic, event }: OutboxItem): number {
  return new TextEncoder().encode(topic + JSON.stringify(event)).length;
}

/** What an earlier page kept; nothing when that is not what this version writes. */
export function readItems(text: string | null): OutboxItem[] {
  if (text === null) return [];
  try {
    const items: unknown = JSON.parse(text);
    return Array.isArray(items) ? items.filter(isItem) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function isItem(value: unknown): value is OutboxItem {
  const item = value as Partial<OutboxItem> | null;
  return typeof item?.id === 'string' && typeof item.topic === 'string' && typeof item.event?.type === 'string'
    && (item.sentAt === null || typeof item.sentAt === 'number');
}
