import type { SeenFace } from './describerModule.ts';

/** Coarse on purpose: an age that a picture suggests is often years off. */
export type AgeBand = 'child' | 'adult' | 'elder' | 'unknown';

/** What is kept of all looks: how many people, and how old the nearest one looks. */
export interface SeenPeople {
  count: number;
  nearest: AgeBand;
}

/** A face that the describer is less sure of is none. */
const leastScore = 0.5;

/** Between the bands lie years in which an estimate says nothing: 15 to 19 and 61 to 67. */
const childBelow = 15;
const adultFrom = 20;
const adultTo = 60;
const elderFrom = 68;

function bandOf(age: number | null): AgeBand {
  if (age === null || !Number.isFinite(age) || age <= 0) return 'unknown';
  if (age < childBelow) return 'child';
  if (age >= elderFrom) return 'elder';
  return age >= adultFrom && age <= adultTo ? 'adult' : 'unknown';
}

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function areaOf({ box: [, , width, height] }: SeenFace): number {
  return width * height;
}

/** Sums up several looks at the same people; null when nobody was seen in any. */
export function seenPeople(looks: readonly (readonly SeenFace[])[]): SeenPeople | null {
  const sure = looks.map((faces) => faces.filter(({ score = 1 }) => score >= leastScore)).filter((faces) => faces.length > 0);
  if (sure.length === 0) return null;
  const nearest = sure.map((faces) => faces.reduce((best, face) => (areaOf(face) > areaOf(best) ? face : best)));
  const ages = nearest.flatMap(({ age }) => (age === undefined ? [] : [age]));
  return { count: median(sure.map((faces) => faces.length)) ?? 1, nearest: bandOf(median(ages)) };
}
