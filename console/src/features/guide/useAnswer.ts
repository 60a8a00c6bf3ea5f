import { hasEnded } from '@attune/client';
import { useConnectionStatus, useStream } from '@attune/client/react';
import { useEffect, useState } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import { attune } from '../../shared/attune.ts';
import { type Asked, noteOutcome } from './askedQuestions.ts';
import { getReply, type Reply } from './guideApi.ts';

/**
 * - `sending`: not with the server yet. `refused`: it will not take it. `searching`: nothing written yet.
 * - `writing`: growing. `complete`, `cancelled`, `failed`: ended. `lost`: the server does not know it any more.
 */
export type AnswerState = 'sending' | 'refused' | 'searching' | 'writing' | 'complete' | 'cancelled' | 'failed' | 'lost';

export interface Answer {
  state: AnswerState;
  text: string;
  reply: Reply | null;
  /** True while the way to the server is interrupted; the text goes on by itself. */
  isPaused: boolean;
  stop(): Promise<void>;
}

const retryReplyMs = 1_000;

/** The answer to a question: from its stream while it is written, from the stored reply when it stands. */
export function useAnswer(asked: Asked): Answer {
  const { replyId, streamId, outcome, keptText } = asked;
  const stream = useStream(attune, outcome === null ? streamId : null);
  const { state: connection } = useConnectionStatus(attune);
  const snapshot = stream?.snapshot;
  const hasText = snapshot !== undefined && snapshot.text !== '';
  const isOver = outcome !== null || (snapshot !== undefined && hasEnded(snapshot.state));
  // Citations are known when the answer is composed, the final state when the stream has ended.
  const reply = useReply(replyId, `${hasText} ${isOver}`);

  const ending = snapshot?.state;
  const streamed = snapshot?.text ?? '';
  useEffect(() => {
    if (ending === 'complete' || ending === 'cancelled' || ending === 'failed') {
      noteOutcome(asked.clientId, ending, ending === 'complete' ? null : streamed);
    } else if (ending === 'unknown' && reply?.state === 'complete') {
      noteOutcome(asked.clientId, 'complete', null);
    }
  }, [asked.clientId, ending, streamed, reply?.state]);

  const text = outcome === 'complete' ? reply?.text ?? streamed : keptText ?? streamed;
  return {
    state: stateOf(asked, snapshot?.state ?? null, text),
    text,
    reply,
    isPaused: connection !== 'live',
    stop: async () => stream?.stop(),
  };
}

function stateOf({ outcome, refusal, replyId }: Asked, streamState: string | null, text: string): AnswerState {
  if (outcome !== null) return outcome;
  if (refusal !== null) return 'refused';
  if (replyId === null) return 'sending';
  if (streamState === 'unknown') return 'lost';
  return text === '' ? 'searching' : 'writing';
}

/** The stored reply, read again with every change of `moment` until it succeeds. */
function useReply(replyId: string | null, moment: string): Reply | null {
  const [reply, setReply] = useState<Reply | null>(null);
  useEffect(() => {
    if (replyId === null) return undefined;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      try {
        const loaded = await getReply(replyId, stop.signal);
        if (!stop.signal.aborted) setReply(loaded);
      } catch (error) {
        if (stop.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        if (error.retry) timer = setTimeout(load, retryReplyMs);
      }
    };
    void load();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [replyId, moment]);
  return reply?.replyId === replyId ? reply : null;
}
