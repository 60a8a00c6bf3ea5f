import { describe, expect, it } from 'vitest';
import type { MoodPoint } from '../src/features/conversations/conversationApi.ts';
import { linkOf } from '../src/features/conversations/feelings/crisisLinks.ts';
import { evidenceWords, runsOf } from '../src/features/conversations/feelings/evidence.ts';
import { layOut, maxDots, newestChange } from '../src/features/conversations/feelings/moodCurve.ts';

const affect = (valence: number) => ({ valence, arousal: 0, dominance: 0 });

function point(i: number, valence: number, more: Partial<MoodPoint> = {}): MoodPoint {
  return {
    messageId: `m${i}`, at: new Date(Date.UTC(2026, 4, 4, 10, i)).toISOString(), method: 'linear', affect: affect(valence),
    group: null, mood: affect(valence / 2), messages: i + 1, usual: null, ...more,
  };
}

describe('the words that a reading rests on', () => {
  it('are cut out, and all runs together are the text', () => {
    const text = 'I am so sad. 好難過 😀!';
    const runs = runsOf(text, [{ start: 13, length: 3 }, { start: 8, length: 3 }]);
    expect(runs.filter(({ isMarked }) => isMarked).map((run) => run.text)).toEqual(['sad', '好難過']);
    expect(runs.map((run) => run.text).join('')).toBe(text);
  });

  it('are left alone where they do not lie in the text or overlap', () => {
    const runs = runsOf('happy', [
      { start: -1, length: 2 }, { start: 3, length: 9 }, { start: 0, length: 0 }, { start: 0, length: 3 },
      { start: 2, length: 2 },
    ]);
    expect(runs).toEqual([{ text: 'hap', isMarked: true }, { text: 'py', isMarked: false }]);
    expect(runsOf('', null)).toEqual([]);
    expect(runsOf('all of it', undefined)).toEqual([{ text: 'all of it', isMarked: false }]);
  });

  it('are listed once each in the language of the page', () => {
    const spans = [{ start: 0, length: 3 }, { start: 4, length: 3 }, { start: 8, length: 4 }];
    expect(evidenceWords('sad sad lost', spans, 'en')).toBe('“sad” and “lost”');
    expect(evidenceWords('sad sad lost', spans, 'zh-Hant')).toMatch(/^「sad」.+「lost」$/);
    expect(evidenceWords('sad', [], 'en')).toBe('');
  });
});

describe('the link of a contact', () => {
  it('calls numbers as they are dialled', () => {
    expect(linkOf('1925')).toEqual({ kind: 'telephone', href: 'tel:1925', shown: '1925' });
    expect(linkOf('116 123')?.href).toBe('tel:116123');
    expect(linkOf('+886 (0)2-1234')?.href).toBe('tel:+886021234');
  });

  it('opens addresses', () => {
    expect(linkOf('https://findahelpline.com')).toEqual(
      { kind: 'web', href: 'https://findahelpline.com/', shown: 'findahelpline.com' });
    expect(linkOf('https://example.org/help')?.shown).toBe('example.org/help');
  });

  it.each(['javascript:alert(1)', 'http://example.org', 'https://', 'ask at the desk', '', 'tel:1925', '9'.repeat(60)])(
    'is none for %s', (reach) => expect(linkOf(reach)).toBeNull());
});

describe('the curve of a mood', () => {
  it('is nothing without a message', () => expect(layOut([], 320, 150, 60)).toBeNull());

  it('puts pleasant above and unpleasant below the middle, within the picture', () => {
    const curve = layOut([point(0, 0.9), point(1, -1), point(2, 0)], 320, 150, 60)!;
    const [high, low, even] = curve.dots;
    expect(curve.middle).toBe(75);
    expect([high!.x, low!.x, even!.x]).toEqual([0, 160, 320]);
    expect(high!.y).toBeLessThan(curve.middle);
    expect(low!.y).toBe(150);
    expect(even!.y).toBe(curve.middle);
    expect(curve.line).toMatch(/^M0 [\d.]+L160 [\d.]+L320 75$/);
  });

  it('does not blow up ordinary messages to the whole height', () => {
    const [dot] = layOut([point(0, 0.15)], 320, 150, 60)!.dots;
    expect(dot).toMatchObject({ x: 160, y: 37.5 });
  });

  it('names the newest feelings, none in the way of another', () => {
    const points = Array.from({ length: 20 }, (_, i) => point(i, 0.1, { group: i === 18 ? null : 'joy' }));
    const named = layOut(points, 320, 150, 60)!.dots.filter(({ isNamed }) => isNamed);
    expect(named.at(-1)!.point.messageId).toBe('m19');
    for (let i = 1; i < named.length; i++) expect(named[i]!.x - named[i - 1]!.x).toBeGreaterThanOrEqual(60);
    expect(named.length).toBeGreaterThan(3);
  });

  it('shows the newest messages of a long conversation', () => {
    const points = Array.from({ length: 150 }, (_, i) => point(i, Math.sin(i)));
    const { dots } = layOut(points, 320, 150, 60)!;
    expect(dots.length).toBe(maxDots);
    expect(dots.at(-1)!.point.messageId).toBe('m149');
  });

  it('has a band where the usual is known', () => {
    const usual = { valence: 0, spread: 0.1, messages: 40 };
    const band = layOut([point(0, 0.1, { usual })], 320, 150, 60)!.usual!;
    expect(band.top).toBeCloseTo(50);
    expect(band.height).toBeCloseTo(50);
    expect(layOut([point(0, 0.1)], 320, 150, 60)!.usual).toBeNull();
  });

  it('tells a change for a few messages', () => {
    const points = Array.from({ length: 10 }, (_, i) => point(i, 0, i === 4 ? { change: 'lower' } : {}));
    expect(newestChange(points, 6)).toBe('lower');
    expect(newestChange(points, 5)).toBeNull();
  });
});
