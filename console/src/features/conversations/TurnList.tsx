import { Info } from 'lucide-react';
import { Fragment, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { Button } from '../../shared/ui/Button.tsx';
import type { Persona } from '../personas/personas.ts';
import { DaySeparator } from './DaySeparator.tsx';
import type { Unsent } from './outbox.ts';
import type { Turn } from './threadContent.ts';
import type { Thread } from './threads.ts';
import { TurnView } from './TurnView.tsx';
import type { PassageState } from './usePassage.ts';

/** Turns that stand in the page at first, and how many more each look further up adds. */
const step = 30;

interface TurnListProps {
  scroller: RefObject<HTMLElement | null>;
  thread: Thread;
  unsent: readonly Unsent[];
  conversationId: string | null;
  persona: Persona | undefined;
  passage: PassageState;
  onImport(): void;
  onEdit(text: string): void;
}

interface Row {
  turn: Turn;
  unsent: Unsent | null;
}

/** The messages of a conversation, the newest of them at first. */
export function TurnList(props: TurnListProps) {
  const { scroller, thread, unsent, conversationId, persona, passage, onImport, onEdit } = props;
  const { t } = useWords();
  const rows = useRows(thread.turns, unsent);
  const { start, earlier } = useWindow(rows, thread.isLoaded || conversationId === null);
  const shown = rows.slice(start);
  const hasEarlier = start > 0;
  const showEarlier = useEarlier(scroller, hasEarlier, shown[0]?.turn.key, earlier);
  const newest = rows.at(-1)?.turn.key;
  const firstNewest = useFirstNewest(newest, thread.isLoaded || conversationId === null, conversationId === null);
  // An answer of the guide stands alone; in a conversation what was said before stays in sight.
  const room = persona?.kind === 'companion' ? 'min-h-[62cqh]' : 'min-h-[100cqh]';
  const notice = thread.conversation?.notice ?? '';
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col px-4 md:px-6">
      {!hasEarlier && notice !== '' && <Notice text={notice} />}
      {hasEarlier && <Button look="quiet" className="mt-3 self-center" onClick={showEarlier}>{t('talk.earlier')}</Button>}
      {shown.map(({ turn, unsent: waiting }, i) => {
        const before = shown[i - 1]?.turn.message.createdAt;
        const isNewest = turn.key === newest;
        return (
          <Fragment key={turn.key}>
            {dayOf(turn.message.createdAt) !== dayOf(before) && <DaySeparator at={turn.message.createdAt} />}
            {/* What is said while the page is open has room for its reply from the start, so that nothing moves. */}
            <div className={isNewest && turn.key !== firstNewest ? room : ''}>
              <TurnView
                conversationId={conversationId}
                turn={turn}
                unsent={waiting}
                persona={persona}
                isNewest={isNewest}
                openNumber={turn.reply !== null && passage.citedBy === turn.reply.id ? passage.place?.number ?? null : null}
                onCitation={passage.showCitation}
                onImport={onImport}
                onEdit={onEdit}
              />
            </div>
          </Fragment>
        );
      })}
    </div>
  );
}

/** Says that the persona is an AI. It stands above the conversation and is no message. */
export function Notice({ text }: { text: string }) {
  return (
    <p data-testid="notice" className="mt-4 flex items-start justify-center gap-2 text-center text-xs text-pretty text-soft">
      <Info aria-hidden size={14} className="mt-0.5 shrink-0" />{text}
    </p>
  );
}

function dayOf(at: string | undefined): string {
  return at === undefined ? '' : new Date(at).toDateString();
}

function useRows(turns: readonly Turn[], unsent: readonly Unsent[]): Row[] {
  return useMemo(() => [
    ...turns.map((turn) => ({ turn, unsent: null })),
    ...unsent.map((item): Row => ({
      turn: {
        key: item.clientId, reply: null,
        message: { id: item.clientId, role: 'user', text: item.text, createdAt: item.createdAt, clientId: item.clientId },
      },
      unsent: item,
    })),
  ], [turns, unsent]);
}

/** Which rows stand in the page: from a first one, which new rows at the end do not push out. */
function useWindow(rows: readonly Row[], isKnown: boolean): { start: number; earlier(): void } {
  const [firstKey, setFirstKey] = useState<string | null>(null);
  const found = firstKey === null ? -1 : rows.findIndex(({ turn }) => turn.key === firstKey);
  const start = found >= 0 ? found : Math.max(0, rows.length - step);
  const first = rows[start]?.turn.key;
  useEffect(() => {
    if (isKnown && first !== undefined) setFirstKey(first);
  }, [isKnown, first]);
  return { start, earlier: () => setFirstKey(rows[Math.max(0, start - step)]?.turn.key ?? null) };
}

/** The key of what was the newest turn when the conversation was opened; undefined when it began here. */
function useFirstNewest(newest: string | undefined, isKnown: boolean, beginsHere: boolean): string | undefined {
  const [first, setFirst] = useState<{ key: string | undefined } | null>(beginsHere ? { key: undefined } : null);
  useEffect(() => {
    if (isKnown) setFirst((before) => before ?? { key: newest });
  }, [isKnown, newest]);
  return first === null ? newest : first.key;
}

/** Shows earlier turns when the reader comes near the top, and keeps what is read where it is. */
function useEarlier(
  scroller: RefObject<HTMLElement | null>, hasEarlier: boolean, first: string | undefined, more: () => void): () => void {
  const heightBefore = useRef<number | null>(null);
  const latest = useRef(more);
  useEffect(() => {
    latest.current = more;
  });
  const show = useMemo(() => () => {
    heightBefore.current = scroller.current?.scrollHeight ?? null;
    latest.current();
  }, [scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && heightBefore.current !== null) element.scrollTop += element.scrollHeight - heightBefore.current;
    heightBefore.current = null;
  }, [first, scroller]);
  useEffect(() => {
    const element = scroller.current;
    if (!element || !hasEarlier) return undefined;
    let last = element.scrollTop;
    const onScroll = () => {
      const isUpwards = element.scrollTop < last;
      last = element.scrollTop;
      if (isUpwards && element.scrollTop < element.clientHeight / 2) show();
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => element.removeEventListener('scroll', onScroll);
  }, [scroller, hasEarlier, show]);
  return show;
}
