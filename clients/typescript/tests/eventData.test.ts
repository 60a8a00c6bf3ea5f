import { describe, expect, it } from 'vitest';
import { eventTypes, isEvent, type TopicEvent } from '../src/index.ts';

const event: TopicEvent = {
  topic: 'conversation:1', replayed: false, seq: 1, id: 'e1', at: '2026-01-01T00:00:00Z', type: 'reply.started',
  data: { replyId: 'r1', messageId: 'm1', streamId: 's1' },
};

describe('typed events', () => {
  // proves: D-07
  it('know their data by their type', () => {
    const streams: string[] = [];
    // That this compiles is half of what is tested: `data` is `unknown` before.
    if (isEvent(event, 'reply.started')) streams.push(event.data.streamId);
    expect(streams).toEqual(['s1']);
    expect(isEvent(event, 'reply.completed')).toBe(false);
  });

  it('are none once they are redacted', () => {
    expect(isEvent({ ...event, data: null, redacted: true }, 'reply.started')).toBe(false);
  });

  it('name every type of the server once', () => {
    expect(eventTypes).toContain('stream.completed');
    expect(new Set(eventTypes).size).toBe(eventTypes.length);
  });
});
