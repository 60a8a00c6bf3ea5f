import { pause } from '../../pause.ts';
import { type Endpoint, type Refusal, refusalOf } from './endpoint.ts';
import type { TopicGroup } from './followedTopics.ts';
import { readEvents } from './sseReader.ts';

/** What a request that follows topics tells its connection. */
export interface ReceiverEvents {
  /** A frame as text; what is returned is awaited before the next one is read. */
  frame(text: string): void | Promise<void>;
  alive(): void;
  /** The server will not have this group. */
  refused(refusal: Refusal): void;
  /** The response ended or broke off. */
  ended(reason: string): void;
}

/** Follows a group of topics until it is aborted; never throws. */
export type Receive = (endpoint: Endpoint, group: TopicGroup, signal: AbortSignal, events: ReceiverEvents) => Promise<void>;

/** One response that never ends, as Server-Sent Events. */
export const receiveEvents: Receive = (endpoint, group, signal, events) => guarded(signal, events, async () => {
  const response = await endpoint.get(endpoint.address('events', { ...group.query }), signal, { Accept: 'text/event-stream' });
  if (!response.ok) return events.refused(await refusalOf(response));
  let order = Promise.resolve();
  let failure: unknown;
  await readEvents(response, {
    data: (text) => {
      order = order.then(() => (signal.aborted ? undefined : events.frame(text))).catch((error: unknown) => {
        failure ??= error;
      });
    },
    id: () => undefined,
    alive: () => events.alive(),
  });
  await order;
  if (failure) throw failure;
  events.ended('the event stream ended');
});

interface PollAnswer {
  frames: { type: string; position?: Record<string, number> }[];
  cursor: string;
}

/** How long the server holds a poll without news, in seconds. */
const pollSeconds = 25;
const standStillMs = 1_000;

/** One request after the other, each answered when there is news. */
export const receiveByPolling: Receive = (endpoint, group, signal, events) => guarded(signal, events, async () => {
  const poll = async (query: Record<string, string>) => {
    const response = await endpoint.get(endpoint.address('poll', query), signal);
    if (!response.ok) {
      events.refused(await refusalOf(response));
      return null;
    }
    events.alive();
    const answer = (await response.json()) as PollAnswer;
    for (const frame of answer.frames) if (!signal.aborted) await events.frame(JSON.stringify(frame));
    return answer;
  };
  const { topics, lastSeq } = group.query;
  // Only a poll without a position is answered with the ack, which tells where each topic stands.
  let answer = await poll({ topics: topics!, wait: '0' });
  if (answer && lastSeq !== undefined) {
    const ack = answer.frames.find(({ type }) => type === 'ack');
    const from = lastSeq.split(',').map((seq, i) => (seq === '' ? ack?.position?.[group.topics[i]!] ?? 0 : seq));
    answer = await poll({ ...group.query, lastSeq: from.join(','), wait: '0' });
  }
  while (answer && !signal.aborted) {
    const { cursor }: PollAnswer = answer;
    const startedAt = Date.now();
    answer = await poll({ topics: topics!, cursor, wait: String(pollSeconds) });
    // Something that answers at once and brings nothing new must not be asked as fast as it answers.
    if (answer?.cursor === cursor && Date.now() - startedAt < standStillMs) await pause(standStillMs, signal);
  }
});

async function guarded(signal: AbortSignal, events: ReceiverEvents, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // Whatever broke off, the connection is told and begins anew; a bug of ours would be hidden here, so it carries its words.
    if (!signal.aborted) events.ended(error instanceof Error ? error.message : String(error));
  }
}
