// What applications may import. The React hooks are a separate entry: react.ts.
export { AttuneClient, type AttuneClientOptions, type EventToPublish } from './client.ts';
export { AttuneError } from './attuneError.ts';
export { type BackOffOptions, backOffMs, defaultBackOff } from './backOff.ts';
export type { ConnectOptions, TransportName } from './connectOptions.ts';
export {
  type ConnectionSignal, type ConnectionState, type ConnectionStatus, isConnected, nextState, transitions,
} from './connectionState.ts';
export { type EventOf, isEvent } from './eventData.ts';
export { type KeyValueStore, webStorage } from './keyValueStore.ts';
export type { LatencySummary } from './latency.ts';
export { Outbox, type OutboxOptions, type Outcome, type Published } from './outbox/outbox.ts';
export type { OutboxItem } from './outbox/outboxItem.ts';
export { followPage, type PageLike, type PageOptions } from './page.ts';
export { newId } from './newId.ts';
export type { WireEvent } from './protocol/frames.ts';
export { type ClosingReaction, closingCodes, type ErrorCode, errorCodes } from './protocol/generated/codes.ts';
export type { StreamFeed, StreamFeedOptions } from './streams/streamFeed.ts';
export * from './protocol/generated/events.ts';
export { hasEnded, type StreamSnapshot, type StreamView, type StreamViewState } from './streams/streamView.ts';
export type { Gap, Rewind, SubscribeOptions, Subscription, SubscriptionHandlers, TopicEvent } from './subscription.ts';
export type { ChannelLike, TabMessage } from './tabs/channel.ts';
export type { LocksLike } from './tabs/election.ts';
export { type SharedTabs, shareTabs, type ShareTabsOptions } from './tabs/shareTabs.ts';
export { defaultLadder, type LadderOptions } from './transports/ladder.ts';
export type { TokenSource } from './tokens.ts';
export type { Transport, TransportEvents, TransportLink } from './transports/transport.ts';
export type { WebSocketConstructor, WebSocketLike } from './transports/webSocket.ts';
