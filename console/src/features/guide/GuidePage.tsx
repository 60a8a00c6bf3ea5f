import { History, Library } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Resource, useResource } from '../../shared/api/useResource.ts';
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
import { type DocumentView, listDocuments } from '../knowledge/knowledgeApi.ts';
import { PasteDialog } from '../knowledge/PasteDialog.tsx';
import { askedQuestions, askQuestion, resumeQuestions } from './askedQuestions.ts';
import { Composer, type ComposerHandle } from './Composer.tsx';
import { GuidePanel } from './GuidePanel.tsx';
import { Thread } from './Thread.tsx';
import { type GuidePanelState, useGuidePanel } from './useGuidePanel.ts';
import { useThreadScroll } from './useThreadScroll.ts';
import { Welcome } from './Welcome.tsx';

/** Exchanges shown at first; earlier ones come on request. */
const shownAtFirst = 10;

/** The documents, listed again when one was imported. */
function useDocuments(): Resource<DocumentView[]> {
  const documents = useResource(listDocuments);
  const imported = useStore(importedCount);
  const { reload } = documents;
  useEffect(() => {
    if (imported > 0) reload();
  }, [imported, reload]);
  return documents;
}

function useGuideCommands(
  composer: RefObject<ComposerHandle | null>, { show }: GuidePanelState, pick: () => void, paste: () => void): void {
  const { t } = useWords();
  useCommands(useMemo<Command[]>(() => [
    { id: 'guide.ask', name: t('command.ask'), keys: '/', run: () => composer.current?.focus() },
    { id: 'guide.import', name: t('command.import'), keys: 'i', run: pick },
    { id: 'guide.paste', name: t('command.paste'), run: paste },
    { id: 'guide.documents', name: t('command.documents'), keys: 'd', run: () => show('documents') },
    { id: 'guide.asked', name: t('command.asked'), keys: 'h', run: () => show('asked') },
  ], [t, composer, show, pick, paste]));
}

/** Ask your documents: the start page. */
export function GuidePage() {
  const { t } = useWords();
  const all = useStore(askedQuestions);
  const [limit, setLimit] = useState(shownAtFirst);
  const [isPasting, setIsPasting] = useState(false);
  const isWide = useMedia(wideEnoughForPanel);
  const composer = useRef<ComposerHandle>(null);
  const importArea = useRef<ImportAreaHandle>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const { grown, toEnd } = useThreadScroll(scroller);
  const documents = useDocuments();
  const panel = useGuidePanel();
  const { show } = panel;
  useEffect(resumeQuestions, []);
  useLayoutEffect(toEnd, [all.length, toEnd]);

  const showDocuments = useCallback(() => show('documents'), [show]);
  const startPaste = useCallback(() => setIsPasting(true), []);
  const pickFile = useCallback(() => {
    showDocuments();
    // The picker is in the panel, which a small screen mounts only now.
    requestAnimationFrame(() => importArea.current?.pick());
  }, [showDocuments]);
  useGuideCommands(composer, panel, pickFile, startPaste);

  function scrollTo(clientId: string): void {
    panel.close();
    setLimit(all.length);
    requestAnimationFrame(() => document.getElementById(`asked-${clientId}`)?.scrollIntoView({ block: 'start' }));
  }

  const box = <QuestionBox composer={composer} autoFocus={isWide} />;
  const shown = all.slice(-limit);
  const onEarlier = all.length > shown.length ? () => setLimit(all.length) : null;
  const contents = (
    <GuidePanel panel={panel} documents={documents} importArea={importArea} onAsked={scrollTo} onPaste={startPaste} />
  );
  return (
    <PanelLayout title={t('panel.guide')} open={panel.isOpen} onClose={panel.close} panel={contents}>
      <PageHeader title={t('page.guide')}>
        {!isWide && <Button look="quiet" icon={Library} onClick={showDocuments}>{t('documents.title')}</Button>}
        {!isWide && <Button look="quiet" icon={History} onClick={() => show('asked')} aria-label={t('asked.title')} />}
      </PageHeader>
      <div ref={scroller} className="flex min-h-0 flex-1 flex-col overflow-y-auto [container-type:size]" tabIndex={-1}>
        {shown.length === 0
          ? <Welcome documentCount={ownDocuments(documents.data)} onAsk={askQuestion}>{box}</Welcome>
          : <Thread shown={shown} panel={panel} onEarlier={onEarlier} onImport={pickFile} onGrown={grown} />}
      </div>
      {shown.length > 0 && <div className="mx-auto w-full max-w-3xl shrink-0 px-4 pt-2 pb-3 md:px-6">{box}</div>}
      <PasteDialog open={isPasting} onClose={() => setIsPasting(false)} />
      <DropTarget onDropped={showDocuments} />
    </PanelLayout>
  );
}

function ownDocuments(documents: readonly DocumentView[] | undefined): number | undefined {
  return documents?.filter(({ builtIn }) => !builtIn).length;
}

function QuestionBox({ composer, autoFocus }: { composer: RefObject<ComposerHandle | null>; autoFocus: boolean }) {
  const { t } = useWords();
  return (
    <>
      <Composer ref={composer} onAsk={askQuestion} autoFocus={autoFocus} />
      <p className="mt-2 text-center text-xs text-pretty text-soft">{t('composer.note')}</p>
    </>
  );
}
