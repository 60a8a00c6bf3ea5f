import { describe, expect, it } from 'vitest';
import { activityCapacity, addMeasurement, emptyActivity, sparkline } from '../src/features/live/activity.ts';

const metrics = (eventsDelivered: number, activeConnections = 1) => ({ eventsDelivered, activeConnections });

describe('the activity', () => {
  it('is deliveries per second between two measurements, and connections as they are', () => {
    const first = addMeasurement(emptyActivity, metrics(100, 2), 10_000);
    expect(first).toEqual({ deliveries: [], connections: [2], last: { delivered: 100, at: 10_000 } });
    const second = addMeasurement(first, metrics(130, 3), 12_000);
    expect(second.deliveries).toEqual([15]);
    expect(second.connections).toEqual([2, 3]);
  });

  it('does not know the rate across a restart of the server', () => {
    let activity = addMeasurement(emptyActivity, metrics(1_000), 0);
    activity = addMeasurement(activity, metrics(20), 2_000);
    activity = addMeasurement(activity, metrics(40), 4_000);
    expect(activity.deliveries).toEqual([10]);
    expect(activity.connections).toHaveLength(3);
  });

  it('takes measurements that come together for one', () => {
    const first = addMeasurement(emptyActivity, metrics(5), 1_000);
    expect(addMeasurement(first, metrics(6), 1_100)).toBe(first);
  });

  it('forgets the oldest', () => {
    let activity = emptyActivity;
    for (let i = 0; i < activityCapacity + 5; i++) activity = addMeasurement(activity, metrics(i * i, i), i * 1_000);
    expect(activity.deliveries).toHaveLength(activityCapacity);
    expect(activity.connections).toHaveLength(activityCapacity);
    expect(activity.connections[0]).toBe(5);
  });

  it('is drawn with zero at the bottom and the newest at the right', () => {
    expect(sparkline([7], 118, 40)).toBe('');
    expect(sparkline([0, 5, 10], 118, 40)).toBe('M114.0 40.0L116.0 20.0L118.0 0.0');
    expect(sparkline([0, 0], 118, 40)).toBe('M116.0 40.0L118.0 40.0');
  });
});
