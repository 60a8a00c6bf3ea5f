import { describe, expect, it } from 'vitest';
import type { MessageView, MoodPoint } from '../src/features/conversations/conversationApi.ts';
import { ThreadContent } from '../src/features/conversations/threadContent.ts';

const at = (second: number) => `2026-05-04T10:00:${String(second).padStart(2, '0')}Z`;
const question: MessageView = { id: 'm1', role: 'user', text: 'Hello', createdAt: at(1), clientId: 'c1' };
const second: MessageView = { id: 'm2', role: 'user', text: 'And then?', createdAt: at(5), clientId: 'c2' };
const reading = {
  labels: [{ label: 'sadness', group: 'sadness', probability: 0.71 }], shown: { group: 'sadness', probability: 0.71 },
  status: 'read',
};
const event = (type: string, data: unknown, second = 2) => ({ type, data, at: at(second) });
const feeling = (messageId: string, second: number, valence: number) => ({
  messageId, at: at(second), method: 'linear', affect: { valence, arousal: 0, dominance: 0 }, group: null,
  mood: { valence, arousal: 0, dominance: 0 }, messages: second, usual: null,
});
const events = [
  event('message.created', { message: question }, 1),
  event('emotion.updated', { messageId: 'm1', ...reading }, 1),
  event('mood.updated', feeling('m1', 1, -0.4), 1),
  event('reply.started', { replyId: 'r1', messageId: 'm1', streamId: 's1' }),
  event('reply.stopped', { replyId: 'r1', messageId: 'm1', streamId: 's1', reason: 'failed', text: 'He', citations: [],
    method: 'model' }, 3),
  event('reply.started', { replyId: 'r2', messageId: 'm1', streamId: 's2', replaces: 'r1' }, 4),
  event('message.created', { message: second }, 5),
  event('mood.updated', feeling('m2', 5, 0.2), 5),
  event('reply.completed', { replyId: 'r2', messageId: 'm1', streamId: 's2', text: 'Hello there', citations: [],
    method: 'rules', found: true, crisis: { category: 'abuse', severity: 'serious', evidence: [], contacts: [] } }, 6),
];

/** What a page shows of a thread. */
function seen(content: ThreadContent): unknown {
  return content.turns().map(({ key, message, reply }) => ({
    key, text: message.text, feeling: message.emotion?.shown?.group ?? null,
    reply: reply && {
      id: reply.id, state: reply.state, text: reply.text, method: reply.method, crisis: reply.crisis?.category ?? null,
    },
  }));
}

const whole = [
  {
    key: 'c1', text: 'Hello', feeling: 'sadness',
    reply: { id: 'r2', state: 'complete', text: 'Hello there', method: 'rules', crisis: 'abuse' },
  },
  { key: 'c2', text: 'And then?', feeling: null, reply: null },
];

describe('a thread', () => {
  it('is put together from events', () => {
    const content = new ThreadContent();
    for (const one of events) content.event(one);
    expect(seen(content)).toEqual(whole);
  });

  it('is the same in whatever order and however often the news come', () => {
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let round = 0; round < 200; round++) {
      const content = new ThreadContent();
      const shuffled = [...events, ...events].map((one) => ({ one, place: random() })).toSorted((a, b) => a.place - b.place);
      for (const { one } of shuffled) content.event(one);
      expect(seen(content)).toEqual(whole);
      expect(content.mood().map(({ messageId }) => messageId)).toEqual(['m1', 'm2']);
    }
  });

  it('knows the same mood from the list and from events, and keeps it the same object', () => {
    const content = new ThreadContent();
    const points = [feeling('m2', 5, 0.2), feeling('m1', 1, -0.4)] as MoodPoint[];
    content.listMoods(points);
    const before = content.mood();
    for (const one of events) content.event(one);
    expect(content.mood()).toBe(before);
    expect(before).toEqual([points[1], points[0]]);
  });

  it('never goes back to what a list read earlier says', () => {
    const content = new ThreadContent();
    for (const one of events) content.event(one);
    content.list([
      question, { id: 'r2', role: 'assistant', text: '', createdAt: at(4), replyTo: 'm1', streamId: 's2', state: 'running' },
    ]);
    expect(seen(content)).toEqual(whole);
  });

  it('shows a message once that was accepted here and is told by the server', () => {
    const content = new ThreadContent();
    content.event(events[0]!);
    content.accepted({ messageId: 'm2', replyId: 'r3', streamId: 's3' }, 'And then?', 'c2', '2001-01-01T00:00:00Z');
    expect(content.turns().map(({ key }) => key)).toEqual(['c1', 'c2']);
    content.event(events[6]!);
    expect(content.turns().map(({ key, reply }) => [key, reply?.id])).toEqual([['c1', undefined], ['c2', 'r3']]);
  });

  it('keeps a turn the same object while nothing about it changes', () => {
    const content = new ThreadContent();
    for (const one of events) content.event(one);
    const [first] = content.turns();
    content.event(event('reply.started', { replyId: 'r4', messageId: 'm2', streamId: 's4' }, 7));
    expect(content.turns()[0]).toBe(first);
    expect(content.turns()[1]?.reply?.id).toBe('r4');
  });

  it('leaves events alone that it does not know or that were erased', () => {
    const content = new ThreadContent();
    content.event(event('message.pinned', { messageId: 'm1' }));
    content.event(event('message.created', null));
    expect(content.turns()).toEqual([]);
    content.event(event('conversation.deleted', { conversationId: 'x' }));
    expect(content.isDeleted).toBe(true);
  });
});
