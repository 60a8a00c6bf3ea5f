import { newId } from '@attune/client';
import { ApiError } from '../../shared/api/http.ts';
import { Store } from '../../shared/store.ts';
import { sendDocument } from './knowledgeApi.ts';
import { type FileContent, type FileRefusal, readFile } from './readFile.ts';

/** A document on its way to the server. */
export interface Import {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'sending' | 'done' | 'failed' | 'refused';
  /** Share sent, from 0 to 1. */
  readonly share: number;
  readonly refusal?: FileRefusal;
  readonly error?: ApiError;
}

interface Work {
  /** How the file is called on its way; its ending tells the server how to read it. */
  fileName: string;
  read(): Promise<FileContent>;
  stop: AbortController;
}

/** Everything that was given to import since the page was opened, newest first. */
export const imports = new Store<readonly Import[]>([]);

/** How far the files are that were given since all were dealt with last. */
export interface Progress {
  readonly total: number;
  readonly finished: number;
  readonly failed: number;
}

export const progress = new Store<Progress>({ total: 0, finished: 0, failed: 0 });

/** Goes up with each document that was stored. */
export const importedCount = new Store(0);

const work = new Map<string, Work>();
let isRunning = false;

const knownEnding = /\.(txt|md|markdown|html|htm|csv|tsv|pdf)$/i;

export function importFiles(files: Iterable<File>): void {
  // Several files are listed from above in the order they were chosen.
  for (const file of [...files].toReversed()) {
    // Text of another kind, such as a log, is read as plain text.
    const fileName = knownEnding.test(file.name) ? file.name : `${file.name}.txt`;
    add(file.name.replace(knownEnding, ''), fileName, () => readFile(file));
  }
}

/** Imports a text that was pasted; it may be Markdown. */
export function importText(name: string, text: string): void {
  add(name, 'pasted.md', () => readFile(new Blob([text])));
}

/** Sends it again with the same id, which the server takes for the same document. */
export function retryImport(id: string): void {
  change(id, { state: 'waiting', share: 0 });
  count({ finished: -1, failed: -1 });
  void run();
}

/** Takes it off the list; one on its way is stopped. */
export function dismissImport(id: string): void {
  const item = imports.value.find((one) => one.id === id);
  // One on its way fails when it is stopped, and is counted then.
  if (item?.state === 'waiting') count({ total: -1 });
  work.get(id)?.stop.abort();
  work.delete(id);
  imports.update((all) => all.filter((item) => item.id !== id));
}

function add(name: string, fileName: string, read: Work['read']): void {
  const id = newId();
  work.set(id, { fileName, read, stop: new AbortController() });
  if (progress.value.finished === progress.value.total) progress.set({ total: 0, finished: 0, failed: 0 });
  count({ total: 1 });
  imports.update((all) => [{ id, name: name.slice(0, 200), state: 'waiting', share: 0 }, ...all]);
  void run();
}

/** One at a time: a second upload would only slow the first down. */
async function run(): Promise<void> {
  if (isRunning) return;
  isRunning = true;
  try {
    for (let next = oldestWaiting(); next; next = oldestWaiting()) await send(next);
  } finally {
    isRunning = false;
  }
}

function oldestWaiting(): Import | undefined {
  return imports.value.findLast((item) => item.state === 'waiting');
}

async function send({ id, name }: Import): Promise<void> {
  const { fileName, read, stop } = work.get(id)!;
  change(id, { state: 'sending', share: 0 });
  const content = await read();
  if ('refused' in content) {
    change(id, { state: 'refused', refusal: content.refused });
    count({ finished: 1, failed: 1 });
    return;
  }
  try {
    const file = new File(['text' in content ? content.text : content.document], fileName);
    await sendDocument({ name, file, clientId: id }, (share) => change(id, { share }), stop.signal);
    work.delete(id);
    change(id, { state: 'done', share: 1 });
    count({ finished: 1 });
    importedCount.update((count) => count + 1);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    // One that was taken off the list has no row left that could tell.
    change(id, { state: 'failed', error });
    count({ finished: 1, failed: 1 });
  }
}

function count(difference: Partial<Progress>): void {
  progress.update(({ total, finished, failed }) => ({
    total: total + (difference.total ?? 0),
    finished: finished + (difference.finished ?? 0),
    failed: failed + (difference.failed ?? 0),
  }));
}

function change(id: string, difference: Partial<Import>): void {
  imports.update((all) => all.map((item) => (item.id === id ? { ...item, ...difference } : item)));
}
