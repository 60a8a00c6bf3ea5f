import { describe, expect, it, vi } from 'vitest';
import type { Looker, Picture, SeenFace } from '../src/features/guide/kiosk/camera/describerModule.ts';
import { lookAt } from '../src/features/guide/kiosk/camera/lookOnce.ts';
import { seenPeople } from '../src/features/guide/kiosk/camera/seenPeople.ts';

const face = (age: number | undefined, size = 100, score = 0.9): SeenFace =>
  ({ box: [0, 0, size, size], score, ...age === undefined ? {} : { age } });

describe('what the camera saw', () => {
  it('is how many people, and the coarse age of the nearest', () => {
    expect(seenPeople([[face(8)]])).toEqual({ count: 1, nearest: 'child' });
    expect(seenPeople([[face(8, 50), face(35, 200)]])).toEqual({ count: 2, nearest: 'adult' });
    expect(seenPeople([[face(74)]])).toEqual({ count: 1, nearest: 'elder' });
  });

  it('says nothing of an age between the bands, or of none', () => {
    for (const age of [15, 19, 61, 67, undefined, Number.NaN, -1]) {
      expect(seenPeople([[face(age)]])?.nearest, `${age}`).toBe('unknown');
    }
  });

  it('does not hang on one odd look', () => {
    expect(seenPeople([[face(8)], [face(70)], [face(9)]])).toEqual({ count: 1, nearest: 'child' });
  });

  it('is nobody when no face is sure', () => {
    expect(seenPeople([])).toBeNull();
    expect(seenPeople([[], [face(30, 100, 0.2)]])).toBeNull();
  });
});

describe('a look', () => {
  const pictures = (count: number) => Array.from({ length: count }, () => ({ width: 640, height: 480 })) as Picture[];
  const nothing = { face: [], body: [], hand: [], gesture: [], object: [] };

  function lookerOf(looks: readonly SeenFace[][]): Looker & { asked: number; result: unknown } {
    return {
      asked: 0, result: 'what it saw',
      load: () => Promise.resolve(),
      detect() {
        return Promise.resolve({ face: [...looks[Math.min(this.asked++, looks.length - 1)] ?? []] });
      },
    };
  }

  it('sums up all pictures, and leaves nothing in them and in the describer', async () => {
    const looker = lookerOf([[], [face(30)]]);
    const taken = pictures(3);
    expect(await lookAt(looker, taken, new AbortController().signal)).toEqual({ count: 1, nearest: 'adult' });
    expect(looker.asked).toBe(3);
    expect(looker.result).toEqual(nothing);
    expect(taken).toEqual(pictures(3).map(() => ({ width: 0, height: 0 })));
  });

  it('ends at once when the visitor wants to be forgotten, and leaves nothing either', async () => {
    const leave = new AbortController();
    const looker = lookerOf([[face(30)]]);
    const detect = looker.detect.bind(looker);
    looker.detect = (picture) => {
      leave.abort();
      return detect(picture);
    };
    const taken = pictures(3);
    await expect(lookAt(looker, taken, leave.signal)).rejects.toThrow();
    expect(looker.asked).toBe(1);
    expect(looker.result).toEqual(nothing);
    expect(taken).toEqual(pictures(3).map(() => ({ width: 0, height: 0 })));
  });

  it('does not go on for long on a slow device', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const looker = lookerOf([[face(8)]]);
    const detect = looker.detect.bind(looker);
    looker.detect = (picture) => {
      vi.advanceTimersByTime(11_000);
      return detect(picture);
    };
    expect(await lookAt(looker, pictures(3), new AbortController().signal)).toEqual({ count: 1, nearest: 'child' });
    expect(looker.asked).toBe(1);
    vi.useRealTimers();
  });
});
