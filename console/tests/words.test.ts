import { describe, expect, it } from 'vitest';
import { wordsOf } from '../src/shared/i18n/words.ts';

describe('words', () => {
  const english = wordsOf('en');
  const chinese = wordsOf('zh-Hant');

  it('fill values in and write numbers by locale', () => {
    expect(english.t('documents.characters', { n: 12_336 })).toBe('12,336 characters');
    expect(english.t('documents.characters', { n: 1 })).toBe('1 character');
    expect(chinese.t('documents.characters', { n: 12_336 })).toBe('12,336 字');
  });

  it('write latencies and sizes with their unit', () => {
    expect(english.latency(3.21)).toBe('3.2 ms');
    expect(english.latency(250.4)).toBe('250 ms');
    expect(english.latency(1_234)).toBe('1.2 sec');
    expect([512, 2_048, 3_400_000].map(english.bytes)).toEqual(['512 B', '2 kB', '3.4 MB']);
  });

  it('tell times relative to now', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const before = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
    const told = [10, 120, 7_200, 172_800].map((seconds) => english.ago(before(seconds), now));
    expect(told).toEqual(['now', '2 min. ago', '2 hr. ago', '2 days ago']);
    expect(chinese.ago(before(120), now)).toBe('2 分鐘前');
  });
});
