import { call, type ItemList } from '../../shared/api/http.ts';

export interface TopicView {
  topic: string;
  domain: string;
  durability: 'memory' | 'disk' | 'synced';
  /** The seq of its newest event, 0 when it has none. */
  position: number;
  events: number;
  bytes: number;
  subscribers: number;
  lastAt?: string | null;
  eventsPerSecond: number;
}

export interface ConnectionView {
  session: string;
  principal: string;
  transport: string;
  openedAt: string;
  topics: string[];
  streams: number;
  eventsDelivered: number;
  lagEvents: number;
  lagBytes: number;
}

export interface AiStreamView {
  stream: string;
  topic?: string | null;
  state: 'open' | 'complete' | 'cancelled' | 'failed' | 'orphaned';
  length: Record<string, number>;
  viewers: number;
  startedAt: string;
}

/** The counters that the page shows; the server tells more. */
export interface RealtimeMetrics {
  activeConnections: number;
  eventsDelivered: number;
  eventsBroadcast: number;
  missedEventsReplayed: number;
  gapsTold: number;
  errorCount: number;
}

export interface EventToPublish {
  service: string;
  type: string;
  data: unknown;
  id: string;
}

export async function listTopics(signal?: AbortSignal): Promise<TopicView[]> {
  return (await call<ItemList<TopicView>>('GET', '/v2/realtime/topics?limit=100', undefined, signal)).items;
}

/** Those that are most behind first. */
export async function listConnections(signal?: AbortSignal): Promise<ConnectionView[]> {
  return (await call<ItemList<ConnectionView>>('GET', '/v2/realtime/connections?slowest=100', undefined, signal)).items;
}

/** Closes a connection; its client is told and may come back. */
export function disconnect(session: string): Promise<void> {
  return call('DELETE', `/v2/realtime/connections/${encodeURIComponent(session)}`);
}

export async function listStreams(signal?: AbortSignal): Promise<AiStreamView[]> {
  return (await call<ItemList<AiStreamView>>('GET', '/v2/realtime/streams?limit=100', undefined, signal)).items;
}

export function getMetrics(signal?: AbortSignal): Promise<RealtimeMetrics> {
  return call('GET', '/v2/realtime/metrics', undefined, signal);
}

export function publish(event: EventToPublish): Promise<{ seq: number; generation: string; id: string }> {
  return call('POST', '/v2/realtime/publish', event);
}
