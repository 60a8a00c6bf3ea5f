import type { RealtimeMetrics } from './liveApi.ts';

/** Measurements that are kept: two minutes at one every two seconds. */
export const activityCapacity = 60;
/** Measurements closer to each other than this are one: a rate over so short a time says nothing. */
const minGapMs = 500;

/** What the metrics told, as it changed while the page was looked at. */
export interface Activity {
  /** Events written to connections per second, oldest first; one less than there were measurements. */
  readonly deliveries: readonly number[];
  /** Connections open, oldest first. */
  readonly connections: readonly number[];
  /** The counter of the last measurement, and when that was (milliseconds of a clock that never jumps). */
  readonly last: { readonly delivered: number; readonly at: number } | null;
}

export const emptyActivity: Activity = { deliveries: [], connections: [], last: null };

/** Adds a measurement. A counter that went back belongs to a server that was started anew: its first interval is not known. */
export function addMeasurement(
  before: Activity, metrics: Pick<RealtimeMetrics, 'eventsDelivered' | 'activeConnections'>, at: number): Activity {
  const { last } = before;
  if (last && at - last.at < minGapMs) return before;
  const delivered = metrics.eventsDelivered;
  const known = last && delivered >= last.delivered ? [(delivered - last.delivered) / ((at - last.at) / 1_000)] : [];
  return {
    deliveries: [...before.deliveries, ...known].slice(-activityCapacity),
    connections: [...before.connections, metrics.activeConnections].slice(-activityCapacity),
    last: { delivered, at },
  };
}

/** The line through values in a box, zero at the bottom and the newest at the right; empty for fewer than two values. */
export function sparkline(values: readonly number[], width: number, height: number): string {
  if (values.length < 2) return '';
  const highest = Math.max(...values);
  const step = width / (activityCapacity - 1);
  return values.map((value, i) => {
    const x = width - (values.length - 1 - i) * step;
    const y = highest === 0 ? height : height - (value / highest) * height;
    return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  }).join('');
}
