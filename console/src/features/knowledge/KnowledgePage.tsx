import { Library } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Command, useCommands } from '../../shared/frame/commands.ts';
import { PageHeader } from '../../shared/frame/PageHeader.tsx';
import { navigate, usePath } from '../../shared/frame/router.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { PanelLayout } from '../../shared/ui/PanelLayout.tsx';
import { DocumentList } from './DocumentList.tsx';
import { FolderPanel } from './FolderPanel.tsx';
import { ImportArea, type ImportAreaHandle } from './ImportArea.tsx';
import { ImportList } from './ImportList.tsx';
import type { DocumentView, SearchHit } from './knowledgeApi.ts';
import { Passage, type Place } from './Passage.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import { SearchBox, type SearchBoxHandle } from './SearchBox.tsx';
import { SearchResults } from './SearchResults.tsx';
import { ServerImports } from './ServerImports.tsx';
import { useDocuments } from './useDocuments.ts';

/** The page of a document. */
function documentPath(id: string): string {
  return `/knowledge/${encodeURIComponent(id)}`;
}

/** What answers are taken from: search, import, delete. */
export function KnowledgePage() {
  const { t } = useWords();
  const [, , addressed] = usePath().split('/');
  const documents = useDocuments();
  const [typed, setTyped] = useState('');
  const [hit, setHit] = useState<SearchHit | null>(null);
  const [isPasting, setIsPasting] = useState(false);
  const importArea = useRef<ImportAreaHandle>(null);
  const searchBox = useRef<SearchBoxHandle>(null);
  const place = usePlace(addressed || null, hit, documents.data);
  const close = useCallback(() => navigate('/knowledge'), []);
  useCommands(useMemo<Command[]>(() => [
    { id: 'knowledge.search', name: t('command.search'), keys: '/', run: () => searchBox.current?.focus() },
    { id: 'knowledge.import', name: t('command.import'), keys: 'i', run: () => importArea.current?.pick() },
    { id: 'knowledge.paste', name: t('command.paste'), keys: 'p', run: () => setIsPasting(true) },
  ], [t]));

  const open = ({ id }: DocumentView) => {
    setHit(null);
    navigate(documentPath(id));
  };
  const openHit = (found: SearchHit) => {
    setHit(found);
    navigate(documentPath(found.documentId));
  };
  const isSearching = typed.trim() !== '';
  const panel = place && <Passage place={place} onBack={close} isOverlay />;
  return (
    <PanelLayout title={t('passage.title')} open={place !== null} onClose={close} panel={panel}>
      <PageHeader title={t('page.knowledge')} />
      <div className="min-h-0 flex-1 overflow-y-auto" tabIndex={-1}>
        <div className="mx-auto w-full max-w-3xl space-y-5 px-4 py-6 md:px-6">
          <p className="max-w-[60ch] text-sm text-pretty text-soft">{t('knowledge.text')}</p>
          <SearchBox ref={searchBox} typed={typed} onType={setTyped} />
          {isSearching ? <SearchResults query={typed.trim()} current={hit} onOpen={openHit} /> : (
            <>
              <ImportArea ref={importArea} onPaste={() => setIsPasting(true)} />
              <ImportList />
              <ServerImports />
              <FolderPanel />
              <section>
                <h2 className="mb-2 text-sm font-semibold">{t('documents.title')}</h2>
                <DocumentList
                  documents={documents}
                  currentId={addressed ?? null}
                  onOpen={open}
                  empty={(
                    <EmptyState icon={Library} title={t('documents.empty.title')} text={t('documents.empty.text')}>
                      <Button look="primary" className="mt-2" onClick={() => importArea.current?.pick()}>
                        {t('import.pick')}
                      </Button>
                    </EmptyState>
                  )}
                />
              </section>
            </>
          )}
        </div>
      </div>
      <PasteDialog open={isPasting} onClose={() => setIsPasting(false)} />
    </PanelLayout>
  );
}

/** What the address names: a found passage, or the beginning of a document. */
function usePlace(id: string | null, hit: SearchHit | null, documents: readonly DocumentView[] | undefined): Place | null {
  const name = documents?.find((document) => document.id === id)?.name ?? '';
  useEffect(() => {
    if (id !== null && name !== '') document.title = `${name} · Attune`;
  }, [id, name]);
  return useMemo(() => {
    if (id === null) return null;
    if (hit?.documentId !== id) return { documentId: id, documentName: name, start: 0, length: 0, quote: null, number: null };
    const { documentName, start, length, snippet } = hit;
    return { documentId: id, documentName, start, length, quote: snippet, number: null };
  }, [id, hit, name]);
}
