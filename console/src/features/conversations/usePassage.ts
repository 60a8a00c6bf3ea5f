import { useCallback, useMemo, useState } from 'react';
import type { Place } from '../knowledge/Passage.tsx';
import type { Citation } from './conversationApi.ts';

/** The passage that the context panel shows. */
export interface PassageState {
  place: Place | null;
  /** The reply that cites it; null when it was opened from elsewhere. */
  citedBy: string | null;
  showCitation(replyId: string, citation: Citation): void;
  showPlace(place: Place): void;
  close(): void;
}

/** @param onShow Called when a passage is opened. It must be stable. */
export function usePassage(onShow?: () => void): PassageState {
  const [shown, setShown] = useState<Pick<PassageState, 'place' | 'citedBy'>>({ place: null, citedBy: null });
  const showCitation = useCallback((replyId: string, citation: Citation) => {
    const { number, documentId, documentName, start, length, quote } = citation;
    setShown({ place: { documentId, documentName, start, length, quote, number }, citedBy: replyId });
    onShow?.();
  }, [onShow]);
  const showPlace = useCallback((place: Place) => {
    setShown({ place, citedBy: null });
    onShow?.();
  }, [onShow]);
  const close = useCallback(() => setShown({ place: null, citedBy: null }), []);
  return useMemo(() => ({ ...shown, showCitation, showPlace, close }), [shown, showCitation, showPlace, close]);
}
