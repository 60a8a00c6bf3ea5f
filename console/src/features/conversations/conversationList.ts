import type { Subscription } from '@attune/client';
import { useEffect } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import { attune } from '../../shared/attune.ts';
import { Store, useStore } from '../../shared/store.ts';
import { type ConversationView, getConversation, listConversations } from './conversationApi.ts';

export interface ConversationList {
  /** Newest activity first; undefined until they were read. */
  readonly items: readonly ConversationView[] | undefined;
  readonly error: ApiError | null;
}

const topic = 'conversations';
const retryMs = 1_500;
/** More changes than this at once are read as one list instead of one by one. */
const readOneByOne = 5;

const list = new Store<ConversationList>({ items: undefined, error: null });
const changed = new Set<string>();
let watchers = 0;
let subscription: Subscription | null = null;
let stop = new AbortController();
let timer: ReturnType<typeof setTimeout> | undefined;
let isReadingChanges = false;

/** Reads the list again. */
export function reloadConversations(): void {
  stop.abort();
  stop = new AbortController();
  clearTimeout(timer);
  void load(stop.signal);
}

async function load(signal: AbortSignal): Promise<void> {
  try {
    const items = await listConversations(signal);
    if (!signal.aborted) list.set({ items, error: null });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof ApiError)) throw error;
    list.update((before) => ({ ...before, error }));
    if (error.retry) timer = setTimeout(reloadConversations, retryMs);
  }
}

/** Takes a conversation off the list before the server's event comes. */
export function noteDeleted(id: string): void {
  list.update(({ items, error }) => ({ items: items?.filter((item) => item.id !== id), error }));
}

function noteChanged(id: string): void {
  changed.add(id);
  if (!isReadingChanges) void readChanges();
}

/** Changes that come while others are read are read together. */
async function readChanges(): Promise<void> {
  isReadingChanges = true;
  try {
    while (changed.size > 0) {
      const ids = [...changed];
      changed.clear();
      if (ids.length > readOneByOne) {
        reloadConversations();
        return;
      }
      for (const id of ids) put(await getConversation(id));
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // It was deleted meanwhile, or the server is away: the list knows.
    reloadConversations();
  } finally {
    isReadingChanges = false;
  }
}

function put(conversation: ConversationView): void {
  list.update(({ items, error }) => ({
    items: items && [...items.filter(({ id }) => id !== conversation.id), conversation]
      .toSorted((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt)),
    error,
  }));
}

function follow(): void {
  subscription = attune.subscribe(topic, {
    onEvent: ({ type, data, replayed }) => {
      const id = (data as { conversationId?: string } | null)?.conversationId;
      if (id === undefined || replayed) reloadConversations();
      else if (type === 'conversation.deleted') noteDeleted(id);
      else noteChanged(id);
    },
    onGap: reloadConversations,
    onRewind: reloadConversations,
  });
  reloadConversations();
}

/** The conversations, kept up to date while the component is mounted. */
export function useConversations(): ConversationList {
  useEffect(() => {
    if (watchers++ === 0) follow();
    return () => {
      if (--watchers > 0) return;
      subscription?.close();
      subscription = null;
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
  return useStore(list);
}
