import { History, Library, MonitorSmartphone, Plus } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type Command, useCommands } from '../../shared/frame/commands.ts';
import { PageHeader } from '../../shared/frame/PageHeader.tsx';
import { navigate, usePath } from '../../shared/frame/router.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { PanelLayout } from '../../shared/ui/PanelLayout.tsx';
import { useMedia, wideEnoughForPanel } from '../../shared/ui/useMedia.ts';
import { ConversationPane } from '../conversations/ConversationPane.tsx';
import { send } from '../conversations/outbox.ts';
import { useThread } from '../conversations/threads.ts';
import { useDestination } from '../conversations/useDestination.ts';
import type { ImportAreaHandle } from '../knowledge/ImportArea.tsx';
import { PasteDialog } from '../knowledge/PasteDialog.tsx';
import { useDocuments } from '../knowledge/useDocuments.ts';
import { guideId, usePersona } from '../personas/personas.ts';
import { currentGuide, guidePath, leaveGuide, setCurrentGuide } from './currentGuide.ts';
import { GuidePanel } from './GuidePanel.tsx';
import { kioskPath } from './kiosk/kioskPath.ts';
import { type GuidePanelState, useGuidePanel } from './useGuidePanel.ts';
import { Welcome } from './Welcome.tsx';

function useGuideCommands({ show }: GuidePanelState, pick: () => void, paste: () => void): void {
  const { t } = useWords();
  useCommands(useMemo<Command[]>(() => [
    { id: 'guide.new', name: t('command.newGuide'), keys: 'n', run: leaveGuide },
    { id: 'guide.import', name: t('command.import'), keys: 'i', run: pick },
    { id: 'guide.paste', name: t('command.paste'), run: paste },
    { id: 'guide.documents', name: t('command.documents'), keys: 'd', run: () => show('documents') },
    { id: 'guide.earlier', name: t('command.earlier'), keys: 'h', run: () => show('earlier') },
    { id: 'guide.kiosk', name: t('kiosk.open.hint'), run: () => navigate(kioskPath) },
  ], [t, show, pick, paste]));
}

/** The address, and what it leads to: the last conversation of this browser, unless a new one was asked for. */
function useGuideAddress(): string | null {
  const [, first, second] = usePath().split('/');
  const id = first === 'guide' && second ? second : null;
  useEffect(() => {
    const current = currentGuide();
    if (id === null && current !== null) navigate(guidePath(current), { replace: true });
    else if (id !== null) setCurrentGuide(id);
  }, [id]);
  return id;
}

/** Ask your documents: the start page. */
export function GuidePage() {
  const { t } = useWords();
  const [isPasting, setIsPasting] = useState(false);
  const isWide = useMedia(wideEnoughForPanel);
  const importArea = useRef<ImportAreaHandle>(null);
  const documents = useDocuments();
  const id = useGuideAddress();
  const { conversationId, to } = useDestination(id, guideId);
  const thread = useThread(conversationId);
  const persona = usePersona(guideId);
  const panel = useGuidePanel();
  const { show, close, passage } = panel;
  useEffect(() => {
    if (id === null && conversationId !== null) navigate(guidePath(conversationId), { replace: true });
  }, [id, conversationId]);
  useEffect(() => {
    const { conversation, isGone } = thread;
    if (isGone) leaveGuide();
    else if (conversation && conversation.personaId !== guideId) navigate(`/talk/${conversation.id}`, { replace: true });
  }, [thread]);

  const showDocuments = useCallback(() => show('documents'), [show]);
  const startPaste = useCallback(() => setIsPasting(true), []);
  const pickFile = usePickFile(importArea, showDocuments);
  useGuideCommands(panel, pickFile, startPaste);

  const contents = (
    <GuidePanel
      panel={panel}
      documents={documents}
      importArea={importArea}
      currentId={conversationId}
      onOpened={close}
      onPaste={startPaste}
    />
  );
  const ownCount = documents.data?.filter(({ builtIn }) => !builtIn).length;
  return (
    <PanelLayout title={t('panel.guide')} open={panel.isOpen} onClose={close} panel={contents}>
      <PageHeader title={t('page.guide')}>
        {conversationId !== null && (
          <Button look="quiet" icon={Plus} onClick={leaveGuide}>
            <span className="max-sm:sr-only">{t('guide.new')}</span>
          </Button>
        )}
        <Button look="quiet" icon={MonitorSmartphone} title={t('kiosk.open.hint')} onClick={() => navigate(kioskPath)}>
          <span className="max-sm:sr-only">{t('kiosk.open')}</span>
        </Button>
        {!isWide && <Button look="quiet" icon={Library} onClick={showDocuments} aria-label={t('documents.title')} />}
        {!isWide && <Button look="quiet" icon={History} onClick={() => show('earlier')} aria-label={t('earlier.title')} />}
      </PageHeader>
      <ConversationPane
        thread={thread}
        conversationId={conversationId}
        to={to}
        persona={persona}
        passage={passage}
        start={(box) => (
          <Welcome persona={persona} documentCount={ownCount} onAsk={(question) => send(question, to)}>{box}</Welcome>
        )}
        note={t('composer.note')}
        onImport={pickFile}
      />
      <PasteDialog open={isPasting} onClose={() => setIsPasting(false)} />
    </PanelLayout>
  );
}

function usePickFile(importArea: RefObject<ImportAreaHandle | null>, showDocuments: () => void): () => void {
  return useCallback(() => {
    showDocuments();
    // The picker is in the panel, which a small screen mounts only now.
    requestAnimationFrame(() => importArea.current?.pick());
  }, [importArea, showDocuments]);
}
