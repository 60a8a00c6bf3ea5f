import type { TopicEvent } from '@attune/client';
import { describe, expect, it } from 'vitest';
import { announcementTopic, currentOf, readAnnouncement, withEvent } from '../src/features/announcements/announcements.ts';

function event(seq: number, data: unknown, type = 'announcement.published'): TopicEvent {
  const at = '2026-11-22T04:00:00.000Z';
  return { seq, id: `a${seq}`, type, at, data, topic: announcementTopic, replayed: false };
}

const all = [
  event(1, { title: 'First', text: 'Of all', level: 'critical', to: 'everyone' }),
  event(2, { title: 'Second', text: '', level: 'info', to: 'organisation', expiresAt: '2026-11-22T05:00:00.000Z' }),
].reduce(withEvent, [] as ReturnType<typeof withEvent>);
const before = Date.parse('2026-11-22T04:59:59.000Z');
const after = Date.parse('2026-11-22T05:00:00.000Z');

describe('announcements', () => {
  it('show the newest one that has not expired', () => {
    expect(currentOf(all, [], before)?.title).toBe('Second');
    expect(currentOf(all, [], after)?.title).toBe('First');
  });

  it('show a dismissed one no more', () => {
    expect(currentOf(all, ['a2'], before)?.title).toBe('First');
    expect(currentOf(all, ['a1', 'a2'], before)).toBeNull();
  });

  it('are told once however often they come', () => {
    expect(withEvent(all, event(1, { title: 'First again' })).map(({ title }) => title)).toEqual(['Second', 'First again']);
  });

  it('forget one whose content was erased', () => {
    expect(withEvent(all, event(3, { id: 'a2' }, 'redacted')).map(({ id }) => id)).toEqual(['a1']);
    expect(readAnnouncement(event(2, null))).toBeNull();
  });

  it('keep no more than fifty', () => {
    const many = Array.from({ length: 80 }, (_, i) => event(i + 1, { title: `${i + 1}` }))
      .reduce(withEvent, [] as ReturnType<typeof withEvent>);
    expect(many).toHaveLength(50);
    expect(many.at(-1)?.title).toBe('80');
  });

  it('read whatever stands in the topic without failing', () => {
    for (const data of [null, 1, 'text', [], {}, { title: 1 }, { title: '' }]) {
      expect(readAnnouncement(event(1, data))).toBeNull();
    }
    expect(readAnnouncement(event(1, { title: 'x', text: 3, level: 'loud', expiresAt: 'soon' })))
      .toEqual({ id: 'a1', seq: 1, title: 'x', text: '', level: 'info', expiresAt: null });
  });
});
