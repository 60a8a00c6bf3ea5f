/** The page of a conversation with a companion. */
export function talkPath(id: string): string {
  return `/talk/${encodeURIComponent(id)}`;
}

/** The page where a conversation with a companion begins. */
export function newTalkPath(personaId: string): string {
  return `/talk/new/${encodeURIComponent(personaId)}`;
}
