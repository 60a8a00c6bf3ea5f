import { call } from '../../shared/api/http.ts';

/** Where a sentence of an answer stands in a document; positions are UTF-16 units. */
export interface Citation {
  number: number;
  documentId: string;
  documentName: string;
  start: number;
  length: number;
  quote: string;
}

/** An answer of the guide, finished or not. */
export interface Reply {
  replyId: string;
  streamId: string;
  question: string;
  language: 'en' | 'zh-Hant';
  state: 'queued' | 'running' | 'complete' | 'cancelled' | 'failed';
  method: string;
  found: boolean;
  /** The whole answer once it is composed; absent before. */
  text?: string | null;
  citations: Citation[];
  createdAt: string;
}

/** Asks a question; the same client id again is the same question. */
export function ask(question: string, clientId: string): Promise<{ replyId: string; streamId: string }> {
  return call('POST', '/v1/ask', { question, clientId });
}

export function getReply(replyId: string, signal?: AbortSignal): Promise<Reply> {
  return call('GET', `/v1/replies/${encodeURIComponent(replyId)}`, undefined, signal);
}
