import type { ReactNode } from 'react';
import { Sheet } from './Sheet.tsx';
import { useMedia, wideEnoughForPanel } from './useMedia.ts';

interface PanelLayoutProps {
  /** Name of the context panel. */
  title: string;
  /** Null when there is nothing to explain; the work has all the room then. */
  panel: ReactNode;
  /** Whether the panel is open where it lies over the page; beside the work it is always there. */
  open: boolean;
  onClose(): void;
  children: ReactNode;
}

/** The work in the middle and what explains it on the right; on small screens the panel slides over. */
export function PanelLayout({ title, panel, open, onClose, children }: PanelLayoutProps) {
  const isWide = useMedia(wideEnoughForPanel);
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      <main className="flex min-h-0 min-w-0 flex-1 flex-col">{children}</main>
      {isWide ? panel !== null && (
        <aside aria-label={title} className="flex w-[372px] shrink-0 flex-col border-l border-line bg-surface">{panel}</aside>
      ) : (
        <Sheet open={open && panel !== null} title={title} onClose={onClose}>{panel}</Sheet>
      )}
    </div>
  );
}
