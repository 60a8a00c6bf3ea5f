import { newId } from '@attune/client';
import { ApiError, type Problem } from '../../shared/api/http.ts';
import type { Language } from '../../shared/settings.ts';
import { Store } from '../../shared/store.ts';
import { createConversation, sendMessage } from './conversationApi.ts';
import { noteAccepted } from './threads.ts';
import { followUnsent, forgetUnsent, inTime, keepUnsent, readUnsent } from './unsentStorage.ts';

/** A conversation that begins with its first message. */
export interface NewConversation {
  /** Chosen here, so that a repeat does not begin a second one. */
  readonly clientId: string;
  readonly personaId: string;
  readonly language: Language;
}

/** Where a message goes: a conversation of the server, or one that is begun for it. */
export type Destination = { readonly conversationId: string } | { readonly begin: NewConversation };

/** A message that the server does not have yet. */
export interface Unsent {
  /** Chosen before the message is sent, so that a reload or a crash in between does not send it twice. */
  readonly clientId: string;
  readonly text: string;
  /** UTC, ISO 8601. */
  readonly createdAt: string;
  readonly to: Destination;
  /** Why the server will not have it. */
  readonly refusal: Problem | null;
}

/** Waits between attempts to hand a message over, in milliseconds; the last one repeats. */
const retryMs = [300, 700, 1_500, 3_000];
/** How long another tab has for what was written in it, in milliseconds, before this one hands it over, too. */
const othersMs = 5_000;

/** Messages on their way, oldest first. Kept in this browser before they are sent. */
export const outbox = new Store<readonly Unsent[]>(readUnsent());

/** The conversations that were begun from this page, by the client id they were begun with. */
export const begunConversations = new Store<ReadonlyMap<string, string>>(new Map());

/** The name of the line a message stands in; messages of one conversation go one after the other. */
export function lineOf(to: Destination): string {
  return 'conversationId' in to ? to.conversationId : to.begin.clientId;
}

/** Names a line the same before and after its conversation has begun, so that a view of it stays the same view. */
export function viewOf(line: string): string {
  for (const [clientId, conversationId] of begunConversations.value) if (conversationId === line) return clientId;
  return line;
}

const running = new Set<string>();

/** Sends a message. It is kept in this browser first and handed over as soon as the server can be reached. */
export function send(text: string, to: Destination): void {
  keep({ clientId: newId(), text, createdAt: new Date().toISOString(), to, refusal: null });
  void handOver(lineOf(to));
}

/** Hands over what an earlier visit could not, and follows the other tabs of this browser. Called once by the app. */
export function resumeOutbox(): void {
  for (const line of new Set(outbox.value.map(({ to }) => lineOf(to)))) void handOver(line);
  followUnsent(fromOtherTab, () => outbox.set([]));
}

/** Takes a message back that has not been handed over. */
export function withdraw(clientId: string): void {
  outbox.update((all) => all.filter((unsent) => unsent.clientId !== clientId));
  forgetUnsent(clientId);
}

/** Forgets the messages that wait for a conversation that is gone. */
export function withdrawAll(line: string): void {
  for (const { clientId, to } of outbox.value) if (lineOf(to) === line) withdraw(clientId);
}

async function handOver(line: string): Promise<void> {
  if (running.has(line)) return;
  running.add(line);
  try {
    for (let attempt = 0; ; attempt++) {
      const next = outbox.value.find(({ to, refusal }) => lineOf(to) === line && refusal === null);
      if (!next) return;
      try {
        await deliver(next);
        attempt = -1;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.retry) await pause(attempt);
        else refuse(next.clientId, error.problem);
      }
    }
  } finally {
    running.delete(line);
  }
}

async function deliver({ clientId, text, createdAt, to }: Unsent): Promise<void> {
  if ('begin' in to) {
    await begin(to.begin);
    return;
  }
  const accepted = await sendMessage(to.conversationId, text, clientId);
  noteAccepted(to.conversationId, accepted, text, clientId, createdAt);
  withdraw(clientId);
}

/** Begins a conversation and leads everything that waited for it there. */
async function begin({ clientId, personaId, language }: NewConversation): Promise<void> {
  const conversationId = begunConversations.value.get(clientId)
    ?? (await createConversation(personaId, language, clientId)).id;
  for (const unsent of outbox.value) if (lineOf(unsent.to) === clientId) keep({ ...unsent, to: { conversationId } });
  begunConversations.update((before) => new Map([...before, [clientId, conversationId]]));
  void handOver(conversationId);
}

function pause(attempt: number): Promise<void> {
  const waitMs = retryMs[Math.min(attempt, retryMs.length - 1)];
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}

function refuse(clientId: string, refusal: Problem | null): void {
  for (const unsent of outbox.value) if (unsent.clientId === clientId) keep({ ...unsent, refusal });
}

function keep(unsent: Unsent): void {
  put(unsent);
  keepUnsent(unsent);
}

function put(unsent: Unsent): void {
  outbox.update((all) => (all.some(({ clientId }) => clientId === unsent.clientId)
    ? all.map((before) => (before.clientId === unsent.clientId ? unsent : before))
    : inTime([...all, unsent])));
}

/** Another tab has kept a message or handed one over. It may be closed before it is done, so this one looks again later. */
function fromOtherTab(clientId: string, unsent: Unsent | null): void {
  if (unsent === null) {
    outbox.update((all) => all.filter((before) => before.clientId !== clientId));
    return;
  }
  put(unsent);
  setTimeout(() => void handOver(lineOf(unsent.to)), othersMs);
}
