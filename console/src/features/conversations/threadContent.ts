import type { TopicEvent } from '@attune/client';
import type { EmotionView, MessageAccepted, MessageView, MoodPoint, ReplyState } from './conversationApi.ts';

/** A message of the user and the reply that counts. The same object as long as neither has changed. */
export interface Turn {
  /** Stable from the moment the message is typed, over its way to the server and back. */
  readonly key: string;
  readonly message: MessageView;
  readonly reply: MessageView | null;
}

/** How far a reply has come; news never lead back. */
const rank: Record<ReplyState, number> = { queued: 0, running: 1, cancelled: 2, failed: 2, complete: 2 };

function rankOf(reply: MessageView): number {
  return rank[reply.state ?? 'queued'];
}

/**
 * What is known of a conversation, put together from the listed messages and from the events of its topic. Both tell the
 * same facts, in any order and more than once; the result is always the same.
 */
export class ThreadContent {
  readonly #messages = new Map<string, MessageView>();
  readonly #replies = new Map<string, MessageView>();
  /** Readings that came before their message. */
  readonly #emotions = new Map<string, EmotionView>();
  readonly #moods = new Map<string, MoodPoint>();
  readonly #replaced = new Set<string>();
  readonly #provisional = new Set<string>();
  #turns: readonly Turn[] = [];
  #mood: readonly MoodPoint[] | null = [];
  #isDeleted = false;

  get isDeleted(): boolean {
    return this.#isDeleted;
  }

  /** Takes listed messages. */
  list(messages: readonly MessageView[]): void {
    for (const message of messages) this.#add(message);
  }

  /** Takes listed moods. */
  listMoods(points: readonly MoodPoint[]): void {
    for (const point of points) this.#feel(point);
  }

  /** Takes a message that the server has just accepted, until the server itself tells of it. */
  accepted({ messageId, replyId, streamId }: MessageAccepted, text: string, clientId: string, createdAt: string): void {
    if (!this.#messages.has(messageId)) {
      this.#messages.set(messageId, { id: messageId, role: 'user', text, createdAt, clientId });
      this.#provisional.add(messageId);
    }
    this.#addReply({ id: replyId, role: 'assistant', text: '', createdAt, replyTo: messageId, streamId, state: 'queued' });
  }

  /** Takes an event of the conversation's topic; kinds that a newer server may add are left alone. */
  event({ type, data, at }: Pick<TopicEvent, 'type' | 'data' | 'at'>): void {
    if (typeof data !== 'object' || data === null) return;
    const fields = data as Record<string, unknown>;
    switch (type) {
      case 'message.created': return this.#add(fields['message'] as MessageView);
      case 'emotion.updated': return this.#read(fields['messageId'] as string, data as EmotionView);
      case 'mood.updated': return this.#feel(data as MoodPoint);
      case 'reply.started': return this.#started(data as ReplyFields, at);
      case 'reply.completed': return this.#ended(data as ReplyFields, 'complete', at);
      case 'reply.stopped': return this.#ended(data as ReplyFields, (data as ReplyFields).reason ?? 'failed', at);
      case 'conversation.deleted':
        this.#isDeleted = true;
        return undefined;
      default: return undefined;
    }
  }

  /** All turns in the order of the server, oldest first. */
  turns(): readonly Turn[] {
    const replies = new Map<string, MessageView>();
    for (const reply of this.#replies.values()) {
      if (reply.replyTo == null || this.#replaced.has(reply.id)) continue;
      const before = replies.get(reply.replyTo);
      if (before === undefined || inOrder(before, reply) < 0) replies.set(reply.replyTo, reply);
    }
    const known = new Map(this.#turns.map((turn) => [turn.message.id, turn]));
    this.#turns = [...this.#messages.values()].sort((a, b) => this.#compare(a, b)).map((message) => {
      const reply = replies.get(message.id) ?? null;
      const before = known.get(message.id);
      return before?.message === message && before.reply === reply ? before
        : { key: message.clientId ?? message.id, message, reply };
    });
    return this.#turns;
  }

  /** How the mood went, oldest first. The same object as long as it has not changed. */
  mood(): readonly MoodPoint[] {
    this.#mood ??= [...this.#moods.values()].sort((a, b) => inTime(a.at, b.at, a.messageId, b.messageId));
    return this.#mood;
  }

  #compare(a: MessageView, b: MessageView): number {
    // The clock of this browser may be wrong: what it dated itself is the newest.
    const provisional = Number(this.#provisional.has(a.id)) - Number(this.#provisional.has(b.id));
    return provisional || inOrder(a, b);
  }

  #add(message: MessageView): void {
    if (message.role === 'assistant') {
      this.#addReply(message);
      return;
    }
    const before = this.#messages.get(message.id);
    const emotion = message.emotion ?? before?.emotion ?? this.#emotions.get(message.id) ?? null;
    this.#provisional.delete(message.id);
    if (before && same(before, { ...message, emotion })) return;
    this.#messages.set(message.id, { ...message, emotion });
  }

  #addReply(reply: MessageView): void {
    const before = this.#replies.get(reply.id);
    if (before && (rankOf(before) > rankOf(reply) || same(before, reply))) return;
    this.#replies.set(reply.id, before ? { ...reply, createdAt: earlier(before, reply) } : reply);
  }

  /** What followed from a message never changes. */
  #feel(point: MoodPoint): void {
    if (this.#moods.has(point.messageId)) return;
    this.#moods.set(point.messageId, point);
    this.#mood = null;
  }

  #read(messageId: string, { labels, shown, status, method, evidence, affect }: EmotionView): void {
    const emotion = { labels, shown, status, method: method ?? null, evidence: evidence ?? null, affect: affect ?? null };
    this.#emotions.set(messageId, emotion);
    const message = this.#messages.get(messageId);
    if (message && !message.emotion) this.#messages.set(messageId, { ...message, emotion });
  }

  #started({ replyId, messageId, streamId, replaces }: ReplyFields, createdAt: string): void {
    if (replaces) this.#replaced.add(replaces);
    this.#addReply({ id: replyId, role: 'assistant', text: '', createdAt, replyTo: messageId, streamId, state: 'running' });
  }

  #ended(fields: ReplyFields, state: ReplyState, createdAt: string): void {
    const { replyId, messageId, streamId, text, citations, method, found, model, fallback, crisis } = fields;
    this.#addReply({
      id: replyId, role: 'assistant', text: text ?? '', createdAt, replyTo: messageId, streamId, state,
      citations: citations ?? [], method: method ?? null, found: found ?? null, model: model ?? null, fallback: fallback ?? false,
      crisis: crisis ?? null,
    });
  }
}

/** The fields of the events about replies. */
interface ReplyFields {
  replyId: string;
  messageId: string;
  streamId: string;
  replaces?: string | null;
  text?: string;
  citations?: MessageView['citations'];
  method?: MessageView['method'];
  found?: boolean;
  model?: string | null;
  fallback?: boolean;
  crisis?: MessageView['crisis'];
  reason?: 'cancelled' | 'failed';
}

/** Time first; ids grow with time and decide between messages of one moment. */
function inOrder(a: MessageView, b: MessageView): number {
  return inTime(a.createdAt, b.createdAt, a.id, b.id);
}

function inTime(at: string, otherAt: string, id: string, otherId: string): number {
  return Date.parse(at) - Date.parse(otherAt) || (id < otherId ? -1 : id > otherId ? 1 : 0);
}

function earlier(a: MessageView, b: MessageView): string {
  return Date.parse(a.createdAt) < Date.parse(b.createdAt) ? a.createdAt : b.createdAt;
}

function same(a: MessageView, b: MessageView): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
