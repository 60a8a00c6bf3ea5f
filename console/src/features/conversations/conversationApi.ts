import { call, type ItemList } from '../../shared/api/http.ts';
import type { Language } from '../../shared/settings.ts';

/** A dialogue with a persona. */
export interface ConversationView {
  id: string;
  topic: string;
  personaId: string;
  /** The language of the notice; every message is answered in its own. */
  language: Language;
  /** Says that the persona is an AI; stands above the conversation. */
  notice: string;
  /** The first words of the first message. */
  title: string | null;
  lastText: string | null;
  messages: number;
  /** UTC, ISO 8601, as all times here. */
  createdAt: string;
  updatedAt: string;
}

/** Where a sentence of an answer stands in a document; positions are UTF-16 units. */
export interface Citation {
  number: number;
  documentId: string;
  documentName: string;
  start: number;
  length: number;
  quote: string;
  /** The page that it begins on; absent for documents without pages. */
  page?: number | null;
}

/** The coarse feelings after P. Ekman, and none of them. */
export type EmotionGroup = 'anger' | 'disgust' | 'fear' | 'joy' | 'sadness' | 'surprise' | 'neutral';

/** A stretch of a message's text, in UTF-16 units. */
export interface TextSpan {
  start: number;
  length: number;
}

/** A place between the extremes of feeling, each from -1 to 1. */
export interface Affect {
  valence: number;
  arousal: number;
  dominance: number;
}

/** What was read in a message. */
export interface EmotionView {
  labels: { label: string; group: EmotionGroup; probability: number }[];
  /** What is certain enough to be shown; null when nothing is. */
  shown: { group: EmotionGroup; probability: number } | null;
  status: 'read' | 'not_enough_evidence' | 'not_read_in_chinese';
  /** By trained weights, or by words and rules, which is weaker. */
  method?: 'linear' | 'rules' | null;
  /** The words that speak most for what is shown. */
  evidence?: TextSpan[] | null;
  affect?: Affect | null;
}

/** What one message said and the mood of the conversation after it. */
export interface MoodPoint {
  messageId: string;
  at: string;
  method: 'linear' | 'rules';
  affect: Affect;
  /** The feeling that is shown for the message; null when there is none. */
  group: EmotionGroup | null;
  mood: Affect;
  /** Messages that the mood rests on. */
  messages: number;
  /** What is usual for the person; null while there is not enough to go by. */
  usual: { valence: number; spread: number; messages: number } | null;
  /** Several messages in a row were unlike the usual. */
  change?: 'lower' | 'brighter' | null;
}

/** People who can be reached. */
export interface CrisisContact {
  name: string;
  /** A telephone number or an address. */
  reach: string;
  /** Two letters of ISO 3166-1, or `*` for everywhere. */
  region: string;
}

/** That a message speaks of a crisis, so that people are named instead of an answer. */
export interface Crisis {
  category: 'suicide' | 'harm' | 'abuse' | 'self-harm';
  severity: 'concern' | 'serious' | 'acute';
  contacts: CrisisContact[];
}

export type ReplyState = 'queued' | 'running' | 'complete' | 'cancelled' | 'failed';

/** A message as the server lists it; what only a user's or only an assistant's has is optional. */
export interface MessageView {
  id: string;
  role: 'user' | 'assistant';
  /** Of a reply: empty until it has ended; its stream holds the text until then. */
  text: string;
  createdAt: string;
  clientId?: string | null;
  emotion?: EmotionView | null;
  replyTo?: string | null;
  streamId?: string | null;
  state?: ReplyState | null;
  method?: 'rules' | 'model' | null;
  found?: boolean | null;
  citations?: Citation[] | null;
  /** Name of the endpoint that wrote it. */
  model?: string | null;
  /** A model is connected but did not answer; the rules did. */
  fallback?: boolean | null;
  crisis?: Crisis | null;
}

/** What stands for a message that was taken. */
export interface MessageAccepted {
  messageId: string;
  replyId: string;
  streamId: string;
}

const path = '/v1/conversations';
const pageSize = 100;

function pathOf(id: string): string {
  return `${path}/${encodeURIComponent(id)}`;
}

/** Reads every page of a list. `onPage` sees each as it comes. */
async function readAll<T>(address: string, signal: AbortSignal | undefined, onPage: (items: T[]) => void): Promise<void> {
  let next: string | null = null;
  do {
    const query = new URLSearchParams({ limit: String(pageSize), ...(next === null ? {} : { after: next }) });
    const page: ItemList<T> = await call('GET', `${address}${address.includes('?') ? '&' : '?'}${query}`, undefined, signal);
    onPage(page.items);
    next = page.next;
  } while (next !== null);
}

/** Begins a conversation; the same client id again is the same conversation. */
export function createConversation(personaId: string, language: Language, clientId: string): Promise<ConversationView> {
  return call('POST', path, { personaId, language, clientId });
}

/** All conversations, the one with the newest activity first. */
export async function listConversations(signal?: AbortSignal): Promise<ConversationView[]> {
  const all: ConversationView[] = [];
  await readAll<ConversationView>(path, signal, (items) => all.push(...items));
  return all;
}

export function getConversation(id: string, signal?: AbortSignal): Promise<ConversationView> {
  return call('GET', pathOf(id), undefined, signal);
}

/** Erases a conversation with everything that was said in it. */
export function deleteConversation(id: string): Promise<void> {
  return call('DELETE', pathOf(id));
}

/** Sends a message; the same client id again is the same message. */
export function sendMessage(id: string, text: string, clientId: string): Promise<MessageAccepted> {
  return call('POST', `${pathOf(id)}/messages`, { text, clientId });
}

/** Reads all messages page by page, the newest page first, so that the end of a long conversation is there at once. */
export function readMessages(id: string, onPage: (messages: MessageView[]) => void, signal?: AbortSignal): Promise<void> {
  return readAll(`${pathOf(id)}/messages?order=newest`, signal, onPage);
}

/** How the mood went, the oldest message first; of a long conversation its newest part. */
export async function readMood(id: string, signal?: AbortSignal): Promise<MoodPoint[]> {
  const { points } = await call<{ points: MoodPoint[] }>('GET', `${pathOf(id)}/mood`, undefined, signal);
  return points;
}

export function stopReply(id: string, replyId: string): Promise<MessageView> {
  return call('POST', `${pathOf(id)}/replies/${encodeURIComponent(replyId)}/stop`);
}

/** Has a reply that failed or was stopped written anew, to the same message. */
export function retryReply(id: string, replyId: string): Promise<MessageAccepted> {
  return call('POST', `${pathOf(id)}/replies/${encodeURIComponent(replyId)}/retry`);
}
