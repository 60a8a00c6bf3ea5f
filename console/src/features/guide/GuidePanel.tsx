import { Tabs } from 'radix-ui';
import type { Ref } from 'react';
import type { Resource } from '../../shared/api/useResource.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { DocumentList } from '../knowledge/DocumentList.tsx';
import { ImportArea, type ImportAreaHandle } from '../knowledge/ImportArea.tsx';
import { ImportList } from '../knowledge/ImportList.tsx';
import type { DocumentView } from '../knowledge/knowledgeApi.ts';
import { Passage } from '../knowledge/Passage.tsx';
import { AskedList } from './AskedList.tsx';
import type { GuidePanelState, GuidePanelTab } from './useGuidePanel.ts';

interface GuidePanelProps {
  panel: GuidePanelState;
  documents: Resource<DocumentView[]>;
  importArea: Ref<ImportAreaHandle>;
  onAsked(clientId: string): void;
  onPaste(): void;
}

/** What the guide answers from, what was asked, and the passage that was opened. */
export function GuidePanel({ panel, documents, importArea, onAsked, onPaste }: GuidePanelProps) {
  const { t } = useWords();
  const { tab, place, show, setPlace } = panel;
  if (place) return <Passage place={place} onBack={() => setPlace(null)} />;
  const openDocument = ({ id, name }: DocumentView) =>
    setPlace({ documentId: id, documentName: name, start: 0, length: 0, quote: null, number: null });
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
        <Tabs.Trigger value="asked" className={trigger}>{t('asked.title')}</Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="documents" className="min-h-0 flex-1 space-y-3 overflow-y-auto p-3">
        <ImportArea ref={importArea} onPaste={onPaste} />
        <ImportList />
        <DocumentList documents={documents} onOpen={openDocument} />
      </Tabs.Content>
      <Tabs.Content value="asked" className="min-h-0 flex-1 overflow-y-auto p-3"><AskedList onOpen={onAsked} /></Tabs.Content>
    </Tabs.Root>
  );
}
