import { useCallback, useMemo, useState } from 'react';
import { type PassageState, usePassage } from '../conversations/usePassage.ts';

export type GuidePanelTab = 'documents' | 'earlier';

export interface GuidePanelState {
  tab: GuidePanelTab;
  /** The passage that lies over the tabs. */
  passage: PassageState;
  /** Whether the panel is open where it lies over the page. */
  isOpen: boolean;
  show(tab: GuidePanelTab): void;
  close(): void;
}

export function useGuidePanel(): GuidePanelState {
  const [tab, setTab] = useState<GuidePanelTab>('documents');
  const [isOpen, setIsOpen] = useState(false);
  const open = useCallback(() => setIsOpen(true), []);
  const passage = usePassage(open);
  const { close: closePassage } = passage;
  const show = useCallback((wanted: GuidePanelTab) => {
    setTab(wanted);
    closePassage();
    setIsOpen(true);
  }, [closePassage]);
  const close = useCallback(() => setIsOpen(false), []);
  return useMemo(() => ({ tab, passage, isOpen, show, close }), [tab, passage, isOpen, show, close]);
}
