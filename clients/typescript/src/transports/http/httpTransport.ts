import type { Tokens } from '../../tokens.ts';
import type { Transport } from '../transport.ts';
import { Endpoint, type Request } from './endpoint.ts';
import { HttpLink } from './httpLink.ts';
import { receiveByPolling, receiveEvents } from './receiver.ts';

/**
 * Carries the frames of the WebSocket over HTTP: topics over one response that never ends or over long polls, verbs as
 * requests of their own.
 */
export function httpTransport(url: string, name: 'events' | 'poll', request: Request, tokens: Tokens): Transport {
  const endpoint = new Endpoint(url, request, tokens);
  const receive = name === 'events' ? receiveEvents : receiveByPolling;
  return { name, isFallback: true, open: (events) => new HttpLink(endpoint, receive, events) };
}
