import { useCallback, useEffect, useState } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import { type MessageView, retryReply, stopReply } from './conversationApi.ts';
import { noteMessage, reloadThread } from './threads.ts';

export interface ReplyCalls {
  /** What was asked for and is not there yet. */
  busy: 'stop' | 'retry' | null;
  error: ApiError | null;
  stop(): void;
  /** Has the reply written anew; another one takes its place. */
  retry(): void;
}

/** What a user can have done to a reply. */
export function useReplyCalls(conversationId: string | null, reply: MessageView | null): ReplyCalls {
  const [busy, setBusy] = useState<ReplyCalls['busy']>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const replyId = reply?.id ?? null;
  useEffect(() => setBusy(null), [replyId, reply?.state]);

  const run = useCallback(async (kind: 'stop' | 'retry') => {
    if (conversationId === null || replyId === null) return;
    setBusy(kind);
    setError(null);
    try {
      if (kind === 'stop') noteMessage(conversationId, await stopReply(conversationId, replyId));
      else await retryReply(conversationId, replyId);
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setBusy(null);
      // Refused because it stands otherwise by now: show how.
      if (failure.problem?.status === 409 || failure.problem?.status === 404) reloadThread(conversationId);
      else setError(failure);
    }
  }, [conversationId, replyId]);
  const stop = useCallback(() => void run('stop'), [run]);
  const retry = useCallback(() => void run('retry'), [run]);
  return { busy, error, stop, retry };
}
