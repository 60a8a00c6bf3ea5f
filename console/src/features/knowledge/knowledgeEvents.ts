import type { Subscription } from '@attune/client';
import { useEffect } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import { attune } from '../../shared/attune.ts';
import { Store } from '../../shared/store.ts';
import { type ImportView, listImports } from './knowledgeApi.ts';

const topic = 'knowledge';

/** Many documents at once are listed once; so many milliseconds after the first. */
const gatherMs = 400;

/** Goes up when documents were stored or deleted on the server. */
export const changedCount = new Store(0);

/** The imports that the server runs or ran while the page was open, newest first. */
export const serverImports = new Store<readonly ImportView[]>([]);

/** What `import.progressed` tells. */
interface Progressed extends Omit<ImportView, 'id' | 'startedAt' | 'problems'> {
  importId: string;
}

const dismissed = new Set<string>();
let watchers = 0;
let subscription: Subscription | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Takes an import off the list. */
export function dismissServerImport(id: string): void {
  dismissed.add(id);
  serverImports.update((all) => all.filter((item) => item.id !== id));
}

function noteChange(): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    changedCount.update((count) => count + 1);
  }, gatherMs);
}

function noteProgress({ importId, ...told }: Progressed): void {
  if (dismissed.has(importId)) return;
  const known = serverImports.value.find(({ id }) => id === importId);
  const next = { problems: [], startedAt: '', ...known, ...told, id: importId };
  serverImports.update((all) => (known
    ? all.map((item) => (item.id === importId ? next : item))
    : [next, ...all]));
  // Events hold no names: those of files that were not taken are asked for.
  if (told.state !== 'running' && told.failed > 0) void readAll();
}

/** Reads what the server knows; an import that it has forgotten, after a restart, runs no longer. */
async function readAll(): Promise<void> {
  try {
    const all = await listImports();
    const shown = new Set(serverImports.value.map(({ id }) => id));
    serverImports.set(all.filter(({ id, state }) => !dismissed.has(id) && (state === 'running' || shown.has(id))));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // The server is away: the next event, or the connection that comes back, leads here again.
  }
}

function readAgain(): void {
  noteChange();
  void readAll();
}

function follow(): void {
  subscription = attune.subscribe(topic, {
    onEvent: ({ type, data, replayed }) => {
      if (replayed) readAgain();
      else if (type === 'import.progressed') noteProgress(data as Progressed);
      else noteChange();
    },
    onGap: readAgain,
    onRewind: readAgain,
  });
  void readAll();
}

/** Keeps up with what happens to the documents while the component is mounted. */
export function useKnowledgeEvents(): void {
  useEffect(() => {
    if (watchers++ === 0) follow();
    return () => {
      if (--watchers > 0) return;
      subscription?.close();
      subscription = null;
      clearTimeout(timer);
      timer = undefined;
    };
  }, []);
}
