import { History, Library } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useResource } from '../../shared/api/useResource.ts';
import { type Command, useCommands } from '../../shared/frame/commands.ts';
import { PageHeader } from '../../shared/frame/PageHeader.tsx';
import { useWords } from '../../shared/i18n/words.ts';
import { useStore } from '../../shared/store.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { PanelLayout } from '../../shared/ui/PanelLayout.tsx';
import { useMedia, wideEnoughForPanel } from '../../shared/ui/useMedia.ts';
import { DropTarget } from '../knowledge/DropTarget.tsx';
import { importedCount } from '../knowledge/imports.ts';
import type { ImportAreaHandle } from '../knowledge/ImportArea.tsx';
import { listDocuments } from '../knowledge/knowledgeApi.ts';
import type { Place } from '../knowledge/Passage.tsx';
import { PasteDialog } from '../knowledge/PasteDialog.tsx';
import { askedQuestions, askQuestion, resumeQuestions } from './askedQuestions.ts';
import { Composer, type ComposerHandle } from './Composer.tsx';
import { Exchange } from './Exchange.tsx';
import type { Citation } from './guideApi.ts';
import { GuidePanel, type GuidePanelTab } from './GuidePanel.tsx';
import { useThreadScroll } from './useThreadScroll.ts';
import { Welcome } from './Welcome.tsx';

/** Exchanges shown at first; earlier ones come on request. */
const shownAtFirst = 10;

/** Ask your documents: the start page. */
export function GuidePage() {
  const { t } = useWords();
  const all = useStore(askedQuestions);
  const [limit, setLimit] = useState(shownAtFirst);
  const [open, setOpen] = useState<{ clientId: string; place: Place } | null>(null);
  const [document, setDocument] = useState<Place | null>(null);
  const [tab, setTab] = useState<GuidePanelTab>('documents');
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const [isPasting, setIsPasting] = useState(false);
  const isWide = useMedia(wideEnoughForPanel);
  const composer = useRef<ComposerHandle>(null);
  const importArea = useRef<ImportAreaHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { grown, toEnd } = useThreadScroll(scroller);

  const documents = useResource(listDocuments);
  const imported = useStore(importedCount);
  const { reload } = documents;
  useEffect(() => {
    if (imported > 0) reload();
  }, [imported, reload]);
  useEffect(resumeQuestions, []);
  useLayoutEffect(toEnd, [all.length, toEnd]);

  const showPanel = useCallback((next: GuidePanelTab) => {
    setOpen(null);
    setDocument(null);
    setTab(next);
    setIsPanelOpen(true);
  }, []);
  const showDocuments = useCallback(() => showPanel('documents'), [showPanel]);
  const showCitation = useCallback((clientId: string, { number, documentId, documentName, start, length, quote }: Citation) => {
    setOpen({ clientId, place: { documentId, documentName, start, length, quote, number } });
    setIsPanelOpen(true);
  }, []);
  const startImport = useCallback(() => {
    showDocuments();
    // The picker is in the panel, which a small screen mounts only now.
    requestAnimationFrame(() => importArea.current?.pick());
  }, [showDocuments]);

  useCommands(useMemo<Command[]>(() => [
    { id: 'guide.ask', name: t('command.ask'), keys: '/', run: () => composer.current?.focus() },
    { id: 'guide.import', name: t('command.import'), keys: 'i', run: startImport },
    { id: 'guide.paste', name: t('command.paste'), run: () => setIsPasting(true) },
    { id: 'guide.documents', name: t('command.documents'), keys: 'd', run: showDocuments },
    { id: 'guide.asked', name: t('command.asked'), keys: 'h', run: () => showPanel('asked') },
  ], [t, startImport, showDocuments, showPanel]));

  function scrollTo(clientId: string): void {
    setIsPanelOpen(false);
    setLimit(all.length);
    requestAnimationFrame(() => globalThis.document.getElementById(`asked-${clientId}`)?.scrollIntoView({ block: 'start' }));
  }

  const box = (
    <>
      <Composer ref={composer} onAsk={askQuestion} autoFocus={isWide} />
      <p className="mt-2 text-center text-xs text-soft text-balance">{t('composer.note')}</p>
    </>
  );
  const shown = all.slice(-limit);
  return (
    <PanelLayout
      title={t('panel.guide')}
      open={isPanelOpen}
      onClose={() => setIsPanelOpen(false)}
      panel={(
        <GuidePanel
          tab={tab}
          place={open?.place ?? document}
          documents={documents}
          importArea={importArea}
          onTab={setTab}
          onPlace={(place) => {
            setOpen(null);
            setDocument(place);
          }}
          onAsked={scrollTo}
          onPaste={() => setIsPasting(true)}
        />
      )}
    >
      <PageHeader title={t('page.guide')}>
        {!isWide && <Button look="quiet" icon={Library} onClick={showDocuments}>{t('documents.title')}</Button>}
        {!isWide && <Button look="quiet" icon={History} onClick={() => showPanel('asked')} aria-label={t('asked.title')} />}
      </PageHeader>
      <div ref={scroller} className="flex min-h-0 flex-1 flex-col overflow-y-auto [container-type:size]" tabIndex={-1}>
        {shown.length === 0 ? (
          <Welcome documentCount={documents.data?.filter(({ builtIn }) => !builtIn).length} onAsk={askQuestion}>{box}</Welcome>
        ) : (
          <div className="mx-auto flex w-full max-w-3xl flex-col px-4 md:px-6">
            {all.length > shown.length && (
              <Button look="quiet" className="mt-3 self-center" onClick={() => setLimit(all.length)}>{t('guide.earlier')}</Button>
            )}
            {shown.map((asked, i) => (
              // The newest exchange has room for its answer from the start, so that nothing moves while it grows.
              <div key={asked.clientId} className={i === shown.length - 1 ? 'min-h-[100cqh]' : ''}>
                <Exchange
                  asked={asked}
                  isNewest={i === shown.length - 1}
                  openNumber={open?.clientId === asked.clientId ? open.place.number : null}
                  onCitation={(citation) => showCitation(asked.clientId, citation)}
                  onImport={startImport}
                  onGrown={grown}
                />
              </div>
            ))}
          </div>
        )}
      </div>
      {shown.length > 0 && <div className="mx-auto w-full max-w-3xl shrink-0 px-4 pt-2 pb-3 md:px-6">{box}</div>}
      <PasteDialog open={isPasting} onClose={() => setIsPasting(false)} />
      <DropTarget onDropped={showDocuments} />
    </PanelLayout>
  );
}
