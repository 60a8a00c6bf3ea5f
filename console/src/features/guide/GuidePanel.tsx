import { ArrowRight } from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { Ref } from 'react';
import type { Resource } from '../../shared/api/useResource.ts';
import { followLink } from '../../shared/frame/router.ts';
import { useWords } from '../../shared/i18n/words.ts';
import type { ConversationView } from '../conversations/conversationApi.ts';
import { useConversations } from '../conversations/conversationList.ts';
import { ConversationRows } from '../conversations/ConversationRows.tsx';
import { DocumentList } from '../knowledge/DocumentList.tsx';
import { ImportArea, type ImportAreaHandle } from '../knowledge/ImportArea.tsx';
import { ImportList } from '../knowledge/ImportList.tsx';
import type { DocumentView } from '../knowledge/knowledgeApi.ts';
import { Passage } from '../knowledge/Passage.tsx';
import { guideId } from '../personas/personas.ts';
import { guidePath } from './currentGuide.ts';
import type { GuidePanelState, GuidePanelTab } from './useGuidePanel.ts';

interface GuidePanelProps {
  panel: GuidePanelState;
  documents: Resource<DocumentView[]>;
  importArea: Ref<ImportAreaHandle>;
  currentId: string | null;
  onOpened(): void;
  onPaste(): void;
}

function isGuides({ personaId }: ConversationView): boolean {
  return personaId === guideId;
}

/** What the guide answers from, what was asked before, and the passage that was opened. */
export function GuidePanel({ panel, documents, importArea, currentId, onOpened, onPaste }: GuidePanelProps) {
  const { t } = useWords();
  const list = useConversations();
  const { tab, passage, show } = panel;
  if (passage.place) return <Passage place={passage.place} onBack={passage.close} />;
  const openDocument = ({ id, name }: DocumentView) =>
    passage.showPlace({ documentId: id, documentName: name, start: 0, length: 0, quote: null, number: null });
  const trigger = `flex-1 rounded-control px-3 py-1.5 text-sm font-medium text-soft hover:text-ink
    data-[state=active]:bg-surface data-[state=active]:text-ink`;
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(value) => show(value as GuidePanelTab)}
      className="flex min-h-0 flex-1 flex-col"
    >
      <Tabs.List aria-label={t('panel.guide')} className="m-3 mb-0 flex gap-1 rounded-card bg-sunken p-1">
        <Tabs.Trigger value="documents" className={trigger}>{t('documents.title')}</Tabs.Trigger>
        <Tabs.Trigger value="earlier" className={trigger}>{t('earlier.title')}</Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="documents" className="min-h-0 flex-1 space-y-3 overflow-y-auto p-3">
        <ImportArea ref={importArea} onPaste={onPaste} />
        <ImportList />
        <DocumentList documents={documents} onOpen={openDocument} />
        <a
          href="/knowledge"
          onClick={followLink}
          className="flex items-center justify-center gap-2 rounded-control py-2 text-sm font-medium text-accent hover:bg-hover"
        >
          {t('documents.all')}<ArrowRight aria-hidden size={15} />
        </a>
      </Tabs.Content>
      <Tabs.Content value="earlier" className="min-h-0 flex-1 overflow-y-auto p-3">
        <ConversationRows
          list={list}
          isHere={isGuides}
          currentId={currentId}
          empty={t('earlier.none')}
          pathOf={guidePath}
          onOpened={onOpened}
        />
      </Tabs.Content>
    </Tabs.Root>
  );
}
