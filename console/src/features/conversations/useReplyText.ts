import { isConnected } from '@attune/client';
import { useConnectionStatus, useStream } from '@attune/client/react';
import { useEffect } from 'react';
import { attune } from '../../shared/attune.ts';
import type { MessageView } from './conversationApi.ts';
import { reloadThread } from './threads.ts';

/** - `waiting`: nothing is written yet. `writing`: growing. `complete`, `cancelled`, `failed`: ended. */
export type ReplyLook = 'waiting' | 'writing' | 'complete' | 'cancelled' | 'failed';

export interface ReplyText {
  look: ReplyLook;
  text: string;
  /** True while the way to the server is interrupted; the text goes on by itself. */
  isPaused: boolean;
}

/** The text of a reply: from its stream while it is written, from the message when it stands. */
export function useReplyText(conversationId: string | null, reply: MessageView | null): ReplyText {
  const isOver = reply?.state === 'complete' || reply?.state === 'cancelled' || reply?.state === 'failed';
  const stream = useStream(attune, isOver ? null : reply?.streamId ?? null);
  const { state: connection } = useConnectionStatus(attune);
  const snapshot = stream?.snapshot;

  const isUnknown = snapshot?.state === 'unknown';
  useEffect(() => {
    // The server no longer has the stream, so the reply stands by now: the list of messages tells how.
    if (isUnknown && conversationId !== null) reloadThread(conversationId);
  }, [isUnknown, conversationId]);

  if (isOver) return { look: reply.state as ReplyLook, text: reply.text, isPaused: false };
  const text = snapshot?.text ?? '';
  // The end of the stream is not yet the end: the conversation's event tells how it ended and what it cites.
  return { look: text === '' ? 'waiting' : 'writing', text, isPaused: !isConnected(connection) };
}
