import { ArrowLeft, ChartSpline, MessageSquareOff, Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { type Command, useCommands } from '../../shared/frame/commands.ts';
import { PageHeader } from '../../shared/frame/PageHeader.tsx';
import { navigate } from '../../shared/frame/router.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import { EmptyState } from '../../shared/ui/EmptyState.tsx';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { PanelLayout } from '../../shared/ui/PanelLayout.tsx';
import type { ConversationView } from '../conversations/conversationApi.ts';
import { useConversations } from '../conversations/conversationList.ts';
import { ConversationPane } from '../conversations/ConversationPane.tsx';
import { DeleteConversation } from '../conversations/DeleteConversation.tsx';
import { MoodPanel } from '../conversations/feelings/MoodPanel.tsx';
import { send } from '../conversations/outbox.ts';
import { useThread } from '../conversations/threads.ts';
import { Notice } from '../conversations/TurnList.tsx';
import { useDestination } from '../conversations/useDestination.ts';
import { usePassage } from '../conversations/usePassage.ts';
import { Passage } from '../knowledge/Passage.tsx';
import { ModelHint } from '../models/ModelHint.tsx';
import { PersonaAccent, PersonaMark } from '../personas/PersonaMark.tsx';
import { guideId, type Persona, usePersona } from '../personas/personas.ts';
import { newTalkPath, talkPath } from './paths.ts';

interface DialogueProps {
  /** The conversation; null where a new one begins. */
  id: string | null;
  /** The persona that a new one begins with. */
  newWith: string | null;
  canGoBack: boolean;
  onGone(): void;
}

/** One conversation with a companion. */
export function Dialogue({ id, newWith, canGoBack, onGone }: DialogueProps) {
  const { t } = useWords();
  const { conversationId, to } = useDestination(id, newWith ?? '');
  const thread = useThread(conversationId);
  const listed = useConversations().items?.find((conversation) => conversation.id === conversationId);
  const [lastPersona, setLastPersona] = useState<{ conversationId: string | null; personaId: string | undefined } | null>(null);
  const told = thread.conversation?.personaId ?? newWith ?? listed?.personaId;
  // A conversation that has just begun here is known by its persona before the server has told of it.
  const personaId = told ?? (lastPersona?.conversationId === conversationId ? lastPersona.personaId : undefined);
  if (personaId !== undefined && (lastPersona?.conversationId !== conversationId || lastPersona.personaId !== personaId)) {
    setLastPersona({ conversationId, personaId });
  }
  const persona = usePersona(personaId);
  const passage = usePassage();
  const [toDelete, setToDelete] = useState<ConversationView | null>(null);
  useEffect(() => {
    if (id === null && conversationId !== null) navigate(talkPath(conversationId), { replace: true });
  }, [id, conversationId]);
  useEffect(() => {
    if (thread.conversation?.personaId === guideId) navigate(`/guide/${thread.conversation.id}`, { replace: true });
  }, [thread.conversation]);
  const { close } = passage;
  const mood = useMoodPanel(conversationId !== null);
  const closeMood = mood.close;
  useEffect(() => {
    close();
    closeMood();
  }, [conversationId, close, closeMood]);

  // A passage lies over the mood, which is there again when it is closed.
  const panel = passage.place ? <Passage place={passage.place} onBack={close} isOverlay />
    : mood.isOpen ? <MoodPanel points={thread.mood} onClose={closeMood} /> : null;
  return (
    <PersonaAccent persona={persona} className="flex min-h-0 min-w-0 flex-1">
      <PanelLayout
        title={t(passage.place ? 'passage.title' : 'mood.title')}
        open={panel !== null}
        onClose={passage.place ? close : closeMood}
        panel={panel}
      >
        <DialogueHeader
          persona={persona}
          conversation={listed ?? thread.conversation}
          canGoBack={canGoBack}
          isMoodOpen={mood.isOpen}
          onMood={mood.toggle}
          onDelete={setToDelete}
        />
        {thread.isGone ? <Gone onBack={onGone} /> : (
          <ConversationPane
            thread={thread}
            conversationId={conversationId}
            to={to}
            persona={persona}
            passage={passage}
            start={(box) => (
              <Beginning persona={persona} notice={thread.conversation?.notice} onStarter={(text) => send(text, to)}>
                {box}
              </Beginning>
            )}
            note={t('talk.note')}
            onImport={() => navigate('/knowledge')}
          />
        )}
      </PanelLayout>
      {toDelete && <DeleteConversation conversation={toDelete} onClose={() => setToDelete(null)} onDeleted={onGone} />}
    </PersonaAccent>
  );
}

/** Whether the mood is shown beside the conversation; a key and the palette show it too. */
function useMoodPanel(canOpen: boolean): { isOpen: boolean; toggle(): void; close(): void } {
  const { t } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const toggle = useCallback(() => setIsOpen((before) => !before), []);
  const close = useCallback(() => setIsOpen(false), []);
  useCommands(useMemo<Command[]>(
    () => (canOpen ? [{ id: 'talk.mood', name: t('mood.title'), keys: 'm', run: toggle }] : []), [canOpen, t, toggle]));
  return { isOpen, toggle, close };
}

interface DialogueHeaderProps {
  persona: Persona | undefined;
  conversation: ConversationView | null;
  canGoBack: boolean;
  isMoodOpen: boolean;
  onMood(): void;
  onDelete(conversation: ConversationView): void;
}

function DialogueHeader({ persona, conversation, canGoBack, isMoodOpen, onMood, onDelete }: DialogueHeaderProps) {
  const { t, language } = useWords();
  const name = persona?.texts[language].name ?? persona?.name ?? '';
  const lead = canGoBack
    ? <IconButton icon={ArrowLeft} name={t('action.back')} onClick={() => navigate('/talk')} className="-ml-2" />
    : <PersonaMark persona={persona} size="small" />;
  return (
    <PageHeader title={name || t('page.talk')} subtitle={persona?.texts[language].title} lead={lead}>
      {conversation && (
        <IconButton
          icon={ChartSpline}
          name={t('mood.title')}
          aria-pressed={isMoodOpen}
          className="aria-pressed:bg-accent-tint aria-pressed:text-accent"
          onClick={onMood}
        />
      )}
      {persona && conversation && (
        <IconButton icon={Plus} name={t('talk.newWith', { name })} onClick={() => navigate(newTalkPath(persona.id))} />
      )}
      {conversation && (
        <IconButton
          icon={Trash2}
          name={t('talk.delete', { title: conversation.title ?? t('talk.untitled') })}
          onClick={() => onDelete(conversation)}
        />
      )}
    </PageHeader>
  );
}

interface BeginningProps {
  persona: Persona | undefined;
  notice: string | undefined;
  onStarter(text: string): void;
  children: ReactNode;
}

/** What stands in a conversation before the first message. */
function Beginning({ persona, notice, onStarter, children }: BeginningProps) {
  const { t, language } = useWords();
  const texts = persona?.texts[language];
  return (
    <>
      <div className="m-auto flex w-full max-w-xl flex-col items-center px-4 py-8 text-center">
        <PersonaMark persona={persona} size="large" />
        <h2 className="mt-4 text-2xl font-semibold tracking-tight">{texts?.name}</h2>
        <p className="mt-2 max-w-[52ch] text-pretty text-soft">{texts?.about}</p>
        <Notice text={notice ?? t('talk.isAi', { name: texts?.name ?? '' })} />
        <ul className="mt-6 flex flex-wrap justify-center gap-2">
          {texts?.starters.map((starter) => (
            <li key={starter}><Button onClick={() => onStarter(starter)}>{starter}</Button></li>
          ))}
        </ul>
        <ModelHint className="mt-6" />
      </div>
      <div className="mx-auto w-full max-w-3xl shrink-0 px-4 pt-2 pb-3 md:px-6">{children}</div>
    </>
  );
}

function Gone({ onBack }: { onBack(): void }) {
  const { t } = useWords();
  return (
    <div className="m-auto">
      <EmptyState icon={MessageSquareOff} title={t('talk.gone.title')} text={t('talk.gone.text')}>
        <Button className="mt-2" onClick={onBack}>{t('talk.gone.back')}</Button>
      </EmptyState>
    </div>
  );
}
