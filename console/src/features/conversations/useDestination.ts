import { newId } from '@attune/client';
import { useEffect, useMemo, useState } from 'react';
import { settings } from '../../shared/settings.ts';
import { useStore } from '../../shared/store.ts';
import { begunConversations, type Destination, outbox } from './outbox.ts';

/** A message that waits for a conversation with this persona to begin; a visit before has left it. */
function leftOver(personaId: string): string | undefined {
  const unsent = outbox.value.find(({ to }) => 'begin' in to && to.begin.personaId === personaId);
  return unsent && 'begin' in unsent.to ? unsent.to.begin.clientId : undefined;
}

function draftOf(personaId: string): { personaId: string; clientId: string } {
  return { personaId, clientId: leftOver(personaId) ?? newId() };
}

/**
 * Where messages go on a page that shows a conversation or begins one.
 * @param id The conversation of the address, null where a new one begins.
 * @returns Its id, null until the server has begun it, and the destination of what is written now.
 */
export function useDestination(id: string | null, personaId: string): { conversationId: string | null; to: Destination } {
  const [draft, setDraft] = useState(() => draftOf(personaId));
  const begun = useStore(begunConversations);
  const { language } = useStore(settings);
  if (id === null && draft.personaId !== personaId) setDraft(draftOf(personaId));
  useEffect(() => {
    // The address names the conversation by now; the next one that begins on this page is another.
    if (id !== null) setDraft((before) => (begunConversations.value.has(before.clientId) ? draftOf(before.personaId) : before));
  }, [id]);
  const conversationId = id ?? begun.get(draft.clientId) ?? null;
  return useMemo(() => ({
    conversationId,
    to: conversationId === null ? { begin: { clientId: draft.clientId, personaId, language } } : { conversationId },
  }), [conversationId, draft, personaId, language]);
}
