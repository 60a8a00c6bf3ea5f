import type { EventData } from './protocol/generated/events.ts';
import type { TopicEvent } from './subscription.ts';

/** An event of a type whose data is known. */
export type EventOf<Type extends keyof EventData> = TopicEvent & { type: Type; data: EventData[Type] };

/**
 * Tells an event of one type apart, and what its data is. The server writes the data as it is declared; of a redacted event
 * nothing is left, so that is no such event.
 */
export function isEvent<Type extends keyof EventData>(event: TopicEvent, type: Type): event is EventOf<Type> {
  return event.type === type && event.redacted !== true;
}
