// What applications may import. The React hooks are a separate entry: react.ts.
export { AttuneClient, type AttuneClientOptions, type EventToPublish } from './client.ts';
export { AttuneError } from './attuneError.ts';
export { type BackOffOptions, backOffMs, defaultBackOff } from './backOff.ts';
export { type ConnectionSignal, type ConnectionState, type ConnectionStatus, nextState, transitions } from './connectionState.ts';
export { newId } from './newId.ts';
export type { WireEvent } from './protocol/frames.ts';
export { type ClosingReaction, closingCodes, type ErrorCode, errorCodes } from './protocol/generated/codes.ts';
export { hasEnded, type StreamSnapshot, type StreamView, type StreamViewState } from './streamView.ts';
export type { Gap, Rewind, SubscribeOptions, Subscription, SubscriptionHandlers, TopicEvent } from './subscription.ts';
export type { WebSocketConstructor, WebSocketLike } from './transports/webSocket.ts';
