import type { MoodPoint } from '../conversationApi.ts';

/** A message in the picture, in its units. */
export interface Dot {
  point: MoodPoint;
  x: number;
  /** Where the message lies. */
  y: number;
  /** Where the mood after it lies. */
  moodY: number;
  /** Whether the feeling is named beside it. */
  isNamed: boolean;
}

export interface MoodCurve {
  dots: readonly Dot[];
  /** The line of the mood, as the data of an SVG path. */
  line: string;
  /** Where neither pleasant nor unpleasant lies. */
  middle: number;
  /** What is usual for the person, as a band; null while that is not known. */
  usual: { top: number; height: number } | null;
}

/** Ordinary messages lie close to the middle: the picture is no narrower than this, and never wider than all. */
const leastReach = 0.3;
const reachStep = 0.1;

/** Newest messages that the picture has room for. */
export const maxDots = 60;

/**
 * Lays out a conversation's mood.
 * @param room Units from one named feeling to the next.
 * @returns Null without a point.
 */
export function layOut(points: readonly MoodPoint[], width: number, height: number, room: number): MoodCurve | null {
  const shown = points.slice(-maxDots);
  const newest = shown.at(-1);
  if (newest === undefined) return null;
  const reach = reachOf(shown);
  const middle = height / 2;
  const yOf = (valence: number) => middle - (Math.max(-reach, Math.min(reach, valence)) / reach) * middle;
  const xOf = (i: number) => (shown.length === 1 ? width / 2 : (i * width) / (shown.length - 1));
  const named = namedOf(shown, xOf, room);
  const dots = shown.map((point, i) => ({
    point, x: xOf(i), y: yOf(point.affect.valence), moodY: yOf(point.mood.valence), isNamed: named.has(i),
  }));
  const line = dots.map(({ x, moodY }, i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(moodY)}`).join('');
  const { usual } = newest;
  const top = usual && yOf(usual.valence + usual.spread);
  return { dots, line, middle, usual: usual && { top: top!, height: yOf(usual.valence - usual.spread) - top! } };
}

/** How far the picture reaches on each side of the middle. */
function reachOf(points: readonly MoodPoint[]): number {
  const farthest = Math.max(...points.map(({ affect, mood }) => Math.max(Math.abs(affect.valence), Math.abs(mood.valence))));
  // A little less than the step, so that rounding of the machine adds none.
  return Math.min(1, Math.max(leastReach, Math.ceil(farthest / reachStep - 1e-9) * reachStep));
}

/** The newest feelings have a name before older ones; none stands in another's way. */
function namedOf(points: readonly MoodPoint[], xOf: (i: number) => number, room: number): Set<number> {
  const named = new Set<number>();
  let last = Infinity;
  for (let i = points.length - 1; i >= 0; i--) {
    const { group } = points[i]!;
    if (group === null || group === 'neutral' || last - xOf(i) < room) continue;
    named.add(i);
    last = xOf(i);
  }
  return named;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The newest change among the last messages, which is when it is worth a sentence; null without one. */
export function newestChange(points: readonly MoodPoint[], among: number): MoodPoint['change'] {
  return points.slice(-among).findLast(({ change }) => change != null)?.change ?? null;
}
