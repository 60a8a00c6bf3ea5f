import { useCallback, useMemo, useState } from 'react';
import type { Place } from '../knowledge/Passage.tsx';
import type { Citation } from './guideApi.ts';

export type GuidePanelTab = 'documents' | 'asked';

/** What the context panel shows. */
interface Shown {
  tab: GuidePanelTab;
  /** The passage that lies over the tabs. */
  place: Place | null;
  /** The question whose answer cites the passage; null when it was opened from the documents. */
  citedBy: string | null;
  /** Whether the panel is open where it lies over the page. */
  isOpen: boolean;
}

export interface GuidePanelState extends Shown {
  show(tab: GuidePanelTab): void;
  /** Opens a passage, or goes back to the tabs. */
  setPlace(place: Place | null): void;
  showCitation(clientId: string, citation: Citation): void;
  close(): void;
}

export function useGuidePanel(): GuidePanelState {
  const [shown, setShown] = useState<Shown>({ tab: 'documents', place: null, citedBy: null, isOpen: false });
  const show = useCallback((tab: GuidePanelTab) => setShown({ tab, place: null, citedBy: null, isOpen: true }), []);
  const setPlace = useCallback((place: Place | null) => setShown((before) => ({ ...before, place, citedBy: null })), []);
  const showCitation = useCallback((clientId: string, citation: Citation) => {
    const { number, documentId, documentName, start, length, quote } = citation;
    const place = { documentId, documentName, start, length, quote, number };
    setShown((before) => ({ ...before, place, citedBy: clientId, isOpen: true }));
  }, []);
  const close = useCallback(() => setShown((before) => ({ ...before, isOpen: false })), []);
  return useMemo(() => ({ ...shown, show, setPlace, showCitation, close }), [shown, show, setPlace, showCitation, close]);
}
