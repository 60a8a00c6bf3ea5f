import { useEffect, useRef } from 'react';
import { finishedSentences } from '../../shared/text/finishedSentences.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import { announce } from '../../shared/ui/announcer.ts';

/** Tells screen readers an answer that grows on this page, sentence by sentence and not token by token. */
export function useSpokenSentences(text: string, isWriting: boolean, hasEnded: boolean): void {
  const spoken = useRef(0);
  const hasGrownHere = useRef(false);
  useEffect(() => {
    if (isWriting) hasGrownHere.current = true;
    if (!hasGrownHere.current) return;
    const finished = finishedSentences(text, hasEnded, languageOf(text));
    const fresh = finished.slice(spoken.current);
    spoken.current = Math.max(spoken.current, finished.length);
    if (fresh.length > 0) announce(fresh.join(' '));
  }, [text, isWriting, hasEnded]);
}
