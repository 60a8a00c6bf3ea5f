import { ApiError, call, type ItemList, problemOf } from '../../shared/api/http.ts';
import type { SnippetMark } from './snippets.ts';

/** A stored document; `text` only when one document was asked for. */
export interface DocumentView {
  id: string;
  name: string;
  characters: number;
  passages: number;
  builtIn: boolean;
  createdAt: string;
  text?: string;
}

/** A passage that fits a search. */
export interface SearchHit {
  documentId: string;
  documentName: string;
  builtIn: boolean;
  /** Its place in the document, in UTF-16 units. */
  start: number;
  length: number;
  heading?: string | null;
  snippet: string;
  /** What fits, as places in the snippet. */
  marks: SnippetMark[];
  score: number;
  /** The page of the first match; absent for documents without pages. */
  page?: number | null;
}

/** Why a file could not be taken. */
export interface FileProblem {
  name: string;
  code: string;
  detail: string;
  whatToDo: string;
}

/** An import of several files that the server runs. */
export interface ImportView {
  id: string;
  source: 'upload' | 'folder';
  state: 'running' | 'done' | 'stopped';
  startedAt: string;
  total?: number | null;
  done: number;
  failed: number;
  problems: FileProblem[];
}

/** The folder on the server whose files are documents. */
export interface FolderView {
  state: 'off' | 'starting' | 'watching' | 'missing' | 'unreadable' | 'crowded';
  path?: string | null;
  files: number;
  documents: number;
  waiting: number;
  lookedAt?: string | null;
  problems: FileProblem[];
}

const path = '/v1/knowledge/documents';
const maxHits = 20;

export async function listDocuments(signal?: AbortSignal): Promise<DocumentView[]> {
  const all: DocumentView[] = [];
  let next: string | null = null;
  do {
    const query: string = next === null ? '' : `&after=${encodeURIComponent(next)}`;
    const page: ItemList<DocumentView> = await call('GET', `${path}?limit=100${query}`, undefined, signal);
    all.push(...page.items);
    next = page.next;
  } while (next !== null);
  return all;
}

export function getDocument(id: string, signal?: AbortSignal): Promise<DocumentView> {
  return call('GET', `${path}/${encodeURIComponent(id)}`, undefined, signal);
}

export function removeDocument(id: string): Promise<void> {
  return call('DELETE', `${path}/${encodeURIComponent(id)}`);
}

export async function searchDocuments(query: string, signal?: AbortSignal): Promise<SearchHit[]> {
  const address = `/v1/knowledge/search?q=${encodeURIComponent(query)}&limit=${maxHits}`;
  return (await call<ItemList<SearchHit>>('GET', address, undefined, signal)).items;
}

export async function listImports(signal?: AbortSignal): Promise<ImportView[]> {
  return (await call<ItemList<ImportView>>('GET', '/v1/knowledge/imports', undefined, signal)).items;
}

export function getFolder(signal?: AbortSignal): Promise<FolderView> {
  return call('GET', '/v1/knowledge/folder', undefined, signal);
}

export interface DocumentToSend {
  name: string;
  /** Its text in UTF-8; the ending of the file's name tells the server how to read it. */
  file: File;
  /** The same id again is the same document, so a repeat after a lost answer is safe. */
  clientId: string;
}

/**
 * Stores a document. XMLHttpRequest, because fetch does not tell how much was sent.
 * @param onProgress Called with the share that was sent, from 0 to 1.
 * @throws ApiError, also when the signal aborts it.
 */
export function sendDocument(
  { name, file, clientId }: DocumentToSend, onProgress: (share: number) => void, signal: AbortSignal): Promise<DocumentView> {
  const form = new FormData();
  form.append('name', name);
  form.append('clientId', clientId);
  form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 200 || request.status === 201) resolve(JSON.parse(request.responseText) as DocumentView);
      else reject(new ApiError(problemOf(request.status, request.responseText)));
    };
    request.onerror = () => reject(new ApiError(null));
    request.onabort = () => reject(new ApiError(null));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}
