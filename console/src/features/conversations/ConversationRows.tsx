import { Search, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { followLink } from '../../shared/frame/router.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { languageOf } from '../../shared/text/languageOf.ts';
import { Ago } from '../../shared/ui/Ago.tsx';
import { Failure } from '../../shared/ui/Failure.tsx';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { PersonaMark } from '../personas/PersonaMark.tsx';
import { type Persona, usePersonas } from '../personas/personas.ts';
import type { ConversationView } from './conversationApi.ts';
import { type ConversationList, reloadConversations } from './conversationList.ts';
import { DeleteConversation } from './DeleteConversation.tsx';

/** Fewer than this are found without a filter. */
const filterFrom = 6;

interface ConversationRowsProps {
  list: ConversationList;
  /** Which of them are shown here. It must be stable. */
  isHere(conversation: ConversationView): boolean;
  currentId: string | null;
  /** What stands there when there is none. */
  empty: string;
  pathOf(id: string): string;
  onOpened?(): void;
}

/** Conversations, the newest activity first, to open, to filter by typing and to delete. */
export function ConversationRows({ list, isHere, currentId, empty, pathOf, onOpened }: ConversationRowsProps) {
  const { t } = useWords();
  const personas = usePersonas();
  const [typed, setTyped] = useState('');
  const [toDelete, setToDelete] = useState<ConversationView | null>(null);
  const all = list.items?.filter(isHere);
  const found = all?.filter((conversation) => matches(conversation, typed, personas));
  return (
    <div className="flex min-h-0 flex-col gap-2">
      {list.error && list.items === undefined && <Failure error={list.error} onRetry={reloadConversations} />}
      {all === undefined && !list.error && <RowsSkeleton />}
      {all && (all.length >= filterFrom || typed !== '') && <Filter typed={typed} onType={setTyped} />}
      {all?.length === 0 && <p className="px-2 py-3 text-sm text-soft">{empty}</p>}
      {all && all.length > 0 && found?.length === 0 && (
        <p role="status" className="px-2 py-3 text-sm text-soft">{t('talk.filter.nothing')}</p>
      )}
      <ul aria-label={t('talk.conversations')} className="space-y-0.5">
        {found?.map((conversation) => (
          <Row
            key={conversation.id}
            conversation={conversation}
            persona={personas?.find(({ id }) => id === conversation.personaId)}
            isCurrent={conversation.id === currentId}
            href={pathOf(conversation.id)}
            onOpened={onOpened}
            onDelete={setToDelete}
          />
        ))}
      </ul>
      {toDelete && <DeleteConversation conversation={toDelete} onClose={() => setToDelete(null)} />}
    </div>
  );
}

function matches({ title, lastText, personaId }: ConversationView, typed: string, personas?: readonly Persona[]): boolean {
  const name = personas?.find(({ id }) => id === personaId)?.name ?? '';
  const text = `${title ?? ''} ${lastText ?? ''} ${name}`.toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

function Filter({ typed, onType }: { typed: string; onType(text: string): void }) {
  const { t } = useWords();
  return (
    <label className="flex items-center gap-2 rounded-control border border-line bg-surface px-2.5 focus-within:border-accent
      hover:border-line-strong">
      <Search aria-hidden size={15} className="shrink-0 text-faint" />
      <input
        type="search"
        aria-label={t('talk.filter')}
        placeholder={t('talk.filter')}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        className="h-9 w-full bg-transparent text-sm outline-none"
      />
    </label>
  );
}

interface RowProps {
  conversation: ConversationView;
  persona: Persona | undefined;
  isCurrent: boolean;
  href: string;
  onOpened: (() => void) | undefined;
  onDelete(conversation: ConversationView): void;
}

function Row({ conversation, persona, isCurrent, href, onOpened, onDelete }: RowProps) {
  const { t } = useWords();
  const title = conversation.title ?? t('talk.untitled');
  const last = conversation.lastText ?? '';
  return (
    <li
      data-testid="conversation"
      className={`group relative flex items-center rounded-card transition-colors duration-150
        ${isCurrent ? 'bg-hover' : 'hover:bg-hover'}`}
    >
      <a
        href={href}
        onClick={(event) => {
          followLink(event);
          onOpened?.();
        }}
        aria-current={isCurrent ? 'page' : undefined}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-card px-2 py-2 pointer-coarse:pr-11"
      >
        <PersonaMark persona={persona} size="small" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span lang={languageOf(title)} className="min-w-0 flex-1 truncate text-sm font-medium">{title}</span>
            <span className="text-xs text-soft pointer-fine:group-focus-within:invisible pointer-fine:group-hover:invisible">
              <Ago at={conversation.updatedAt} />
            </span>
          </span>
          <span lang={languageOf(last)} className="block truncate text-xs text-soft">{last || persona?.name}</span>
        </span>
      </a>
      <IconButton
        icon={Trash2}
        name={t('talk.delete', { title })}
        onClick={() => onDelete(conversation)}
        className="absolute right-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
      />
    </li>
  );
}

function RowsSkeleton() {
  return (
    <div aria-hidden className="space-y-4 p-2">
      {[70, 50, 60].map((width) => (
        <div key={width} className="flex items-center gap-3">
          <div className="skeleton size-7" />
          <div className="skeleton h-3" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
