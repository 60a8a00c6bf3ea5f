import { ApiError, call, type ItemList, problemOf } from '../../shared/api/http.ts';

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

const path = '/v1/knowledge/documents';

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

export interface DocumentToSend {
  name: string;
  text: string;
  /** The same id again is the same document, so a repeat after a lost answer is safe. */
  clientId: string;
}

/**
 * Stores a document. XMLHttpRequest, because fetch does not tell how much was sent.
 * @param onProgress Called with the share that was sent, from 0 to 1.
 * @throws ApiError, also when the signal aborts it.
 */
export function sendDocument(
  document: DocumentToSend, onProgress: (share: number) => void, signal: AbortSignal): Promise<DocumentView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Content-Type', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 200 || request.status === 201) resolve(JSON.parse(request.responseText) as DocumentView);
      else reject(new ApiError(problemOf(request.status, request.responseText)));
    };
    request.onerror = () => reject(new ApiError(null));
    request.onabort = () => reject(new ApiError(null));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(JSON.stringify(document));
  });
}
