import type { Subscription } from '@attune/client';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import { attune } from '../../shared/attune.ts';
import { Store } from '../../shared/store.ts';
import {
  type ConversationView, getConversation, type MessageAccepted, type MessageView, type MoodPoint, readMessages, readMood,
} from './conversationApi.ts';
import { ThreadContent, type Turn } from './threadContent.ts';

/** What a view of a conversation shows. */
export interface Thread {
  readonly conversation: ConversationView | null;
  readonly turns: readonly Turn[];
  /** How its mood went, as far as it was read. */
  readonly mood: readonly MoodPoint[];
  /** True when every message there was has been read. */
  readonly isLoaded: boolean;
  /** It was deleted, here or elsewhere, or never was. */
  readonly isGone: boolean;
  readonly error: ApiError | null;
}

const nothingYet: Thread = { conversation: null, turns: [], mood: [], isLoaded: false, isGone: false, error: null };
const retryMs = 1_500;

/** A conversation that some view shows, followed through its topic. */
class OpenThread {
  readonly store = new Store<Thread>(nothingYet);
  watchers = 0;
  readonly #id: string;
  readonly #content = new ThreadContent();
  readonly #subscription: Subscription;
  #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isTelling = false;

  constructor(id: string) {
    this.#id = id;
    // Everything the topic still holds, then everything new; what it no longer holds is in the list of messages. Both
    // together leave no hole, whichever comes first.
    this.#subscription = attune.subscribe(`conversation:${id}`, {
      onEvent: (event) => {
        this.#content.event(event);
        this.#tell();
      },
      onGap: () => this.load(),
      onRewind: () => this.load(),
    }, { after: 0 });
    this.load();
  }

  load(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    clearTimeout(this.#timer);
    void this.#load(this.#stop.signal);
  }

  change(apply: (content: ThreadContent) => void): void {
    apply(this.#content);
    this.#tell();
  }

  close(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
    this.#subscription.close();
  }

  async #load(signal: AbortSignal): Promise<void> {
    try {
      const conversation = await getConversation(this.#id, signal);
      this.store.update((thread) => ({ ...thread, conversation, error: null }));
      await readMessages(this.#id, (messages) => {
        this.#content.list(messages);
        this.#tell();
      }, signal);
      this.store.update((thread) => ({ ...thread, isLoaded: true, error: null }));
      this.#content.listMoods(await readMood(this.#id, signal));
      this.#tell();
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      this.store.update((thread) => ({ ...thread, error, isGone: error.problem?.status === 404 }));
      if (error.retry) this.#timer = setTimeout(() => this.load(), retryMs);
    }
  }

  /** Many events of one frame are one change of the page. */
  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      const [turns, mood] = [this.#content.turns(), this.#content.mood()];
      this.store.update((thread) => ({ ...thread, turns, mood, isGone: thread.isGone || this.#content.isDeleted }));
    });
  }
}

const open = new Map<string, OpenThread>();

/** Tells an open conversation what a call of this page has changed, before the server's event comes. */
export function noteAccepted(id: string, accepted: MessageAccepted, text: string, clientId: string, createdAt: string): void {
  open.get(id)?.change((content) => content.accepted(accepted, text, clientId, createdAt));
}

export function noteMessage(id: string, message: MessageView): void {
  open.get(id)?.change((content) => content.list([message]));
}

/** Reads a conversation again after a failure. */
export function reloadThread(id: string): void {
  open.get(id)?.load();
}

/** A conversation, followed while the component is mounted; views of the same one share it. */
export function useThread(id: string | null): Thread {
  const [thread, setThread] = useState<OpenThread | null>(null);
  useEffect(() => {
    if (id === null) {
      setThread(null);
      return undefined;
    }
    const shared = open.get(id) ?? new OpenThread(id);
    open.set(id, shared);
    shared.watchers++;
    setThread(shared);
    return () => {
      if (--shared.watchers > 0) return;
      open.delete(id);
      shared.close();
    };
  }, [id]);
  const subscribe = useCallback((changed: () => void) => thread?.store.subscribe(changed) ?? (() => undefined), [thread]);
  const shown = useSyncExternalStore(subscribe, () => thread?.store.value ?? nothingYet);
  // Between the change of the id and the effect the state still belongs to the conversation before.
  return shown.conversation !== null && shown.conversation.id !== id ? nothingYet : shown;
}
