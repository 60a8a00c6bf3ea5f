import { useCallback, useEffect, useMemo } from 'react';
import { type Command, useCommands } from '../../shared/frame/commands.ts';
import { navigate } from '../../shared/frame/router.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useConversations } from '../conversations/conversationList.ts';
import { resumeOutbox } from '../conversations/outbox.ts';
import { guidePath, leaveGuide } from '../guide/currentGuide.ts';
import { DropTarget } from '../knowledge/DropTarget.tsx';
import { guideId, usePersonas } from '../personas/personas.ts';
import { newTalkPath, talkPath } from './paths.ts';

/** Conversations that the palette offers; older ones are found on their pages. */
const maxOffered = 40;

/** What works on every page: dropping files, sending what waits, and the palette's people and conversations. */
export function Everywhere() {
  const { t, language } = useWords();
  const personas = usePersonas();
  const { items } = useConversations();
  useEffect(resumeOutbox, []);
  useCommands(useMemo<Command[]>(() => (personas ?? []).map(({ id, texts }) => ({
    id: `begin.${id}`,
    name: t('command.begin', { name: texts[language].name }),
    run: () => (id === guideId ? leaveGuide() : navigate(newTalkPath(id))),
  })), [personas, language, t]));
  useCommands(useMemo<Command[]>(() => (items ?? []).slice(0, maxOffered).map(({ id, title, personaId }) => ({
    id: `conversation.${id}`,
    name: t('command.conversation', {
      title: title ?? t('talk.untitled'),
      name: personas?.find((persona) => persona.id === personaId)?.name ?? personaId,
    }),
    run: () => navigate(personaId === guideId ? guidePath(id) : talkPath(id)),
  })), [items, personas, t]));

  const onDropped = useCallback(() => {
    // The start page shows imports beside the conversation; other pages make way for the documents.
    const isGuide = location.pathname === '/' || location.pathname.startsWith('/guide');
    if (!isGuide) navigate('/knowledge');
  }, []);
  return <DropTarget onDropped={onDropped} />;
}
