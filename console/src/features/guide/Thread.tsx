import type { ReactNode } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import type { Asked } from './askedQuestions.ts';
import { Exchange } from './Exchange.tsx';
import type { Citation } from './guideApi.ts';
import type { GuidePanelState } from './useGuidePanel.ts';

interface ThreadProps {
  /** Oldest first, without those that are left out for now. */
  shown: readonly Asked[];
  panel: GuidePanelState;
  /** Leads to the earlier exchanges; null when all are shown. */
  onEarlier: (() => void) | null;
  onImport(): void;
  onGrown(): void;
}

/** The questions of this browser and their answers. */
export function Thread({ shown, panel, onEarlier, onImport, onGrown }: ThreadProps): ReactNode {
  const { t } = useWords();
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col px-4 md:px-6">
      {onEarlier && <Button look="quiet" className="mt-3 self-center" onClick={onEarlier}>{t('guide.earlier')}</Button>}
      {shown.map((asked, i) => {
        const isNewest = i === shown.length - 1;
        return (
          // The newest exchange has room for its answer from the start, so that nothing moves while it grows.
          <div key={asked.clientId} className={isNewest ? 'min-h-[100cqh]' : ''}>
            <Exchange
              asked={asked}
              isNewest={isNewest}
              openNumber={panel.citedBy === asked.clientId ? panel.place?.number ?? null : null}
              onCitation={(citation: Citation) => panel.showCitation(asked.clientId, citation)}
              onImport={onImport}
              onGrown={onGrown}
            />
          </div>
        );
      })}
    </div>
  );
}
