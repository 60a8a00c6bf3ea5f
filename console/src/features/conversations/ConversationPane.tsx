import { ArrowDown } from 'lucide-react';
import { type ReactNode, type Ref, useCallback, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react';
import { type Command, useCommands } from '../../shared/frame/commands.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { useStore } from '../../shared/store.ts';
import { Failure } from '../../shared/ui/Failure.tsx';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { useMedia, wideEnoughForPanel } from '../../shared/ui/useMedia.ts';
import type { Persona } from '../personas/personas.ts';
import { Composer, type ComposerHandle } from './Composer.tsx';
import { type Destination, lineOf, outbox, send, type Unsent, viewOf } from './outbox.ts';
import type { Thread } from './threads.ts';
import { TurnList } from './TurnList.tsx';
import type { PassageState } from './usePassage.ts';
import { useThreadScroll } from './useThreadScroll.ts';

interface ConversationPaneProps {
  thread: Thread;
  conversationId: string | null;
  /** Where a message that is written here goes. */
  to: Destination;
  persona: Persona | undefined;
  passage: PassageState;
  /** What stands there as long as nothing was said, around the box to write in or above it. */
  start(box: ReactNode): ReactNode;
  /** Below the box. */
  note: string;
  onImport(): void;
  ref?: Ref<ComposerHandle>;
}

/** A conversation with its messages and the box to write in. */
export function ConversationPane(props: ConversationPaneProps) {
  const { thread, conversationId, to, persona, passage, start, note, onImport, ref } = props;
  const { t, language } = useWords();
  const isWide = useMedia(wideEnoughForPanel);
  const composer = useRef<ComposerHandle>(null);
  useImperativeHandle(ref, () => ({
    focus: () => composer.current?.focus(),
    fill: (text) => composer.current?.fill(text),
  }), []);
  const scroller = useRef<HTMLDivElement>(null);
  const line = lineOf(to);
  const unsent = useUnsent(line, thread);
  const count = thread.turns.length + unsent.length;
  const isEmpty = count === 0 && (conversationId === null || thread.isLoaded);
  const { toEnd, isAway } = useThreadScroll(scroller, line, !isEmpty);
  const isSending = unsent.length > 0;
  useLayoutEffect(toEnd, [line, isSending, toEnd]);
  useCommands(useMemo<Command[]>(
    () => [{ id: 'message.write', name: t('command.write'), keys: '/', run: () => composer.current?.focus() }], [t]));
  const edit = useCallback((text: string) => composer.current?.fill(text), []);

  const isGuide = persona === undefined || persona.kind === 'guide';
  const name = persona?.texts[language].name ?? '';
  const box = (
    <>
      <Composer
        ref={composer}
        label={isGuide ? t('composer.question') : t('composer.message', { name })}
        placeholder={isGuide ? t('composer.question.placeholder') : t('composer.message.placeholder', { name })}
        sendName={t(isGuide ? 'composer.ask' : 'composer.send')}
        onSend={(text) => send(text, to)}
        autoFocus={isWide}
      />
      <p className="mt-2 text-center text-xs text-pretty text-soft">{note}</p>
    </>
  );
  const bottom = <div className="mx-auto w-full max-w-3xl shrink-0 px-4 pt-2 pb-3 md:px-6">{box}</div>;
  if (isEmpty) return <div className="flex min-h-0 flex-1 flex-col overflow-y-auto" tabIndex={-1}>{start(box)}</div>;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        data-testid="thread"
        className="flex min-h-0 flex-1 flex-col overflow-y-auto [container-type:size] [overflow-anchor:none]"
        tabIndex={-1}
      >
        <div>
          {thread.error && !thread.isLoaded && (
            <div className="mx-auto w-full max-w-3xl p-4"><Failure error={thread.error} /></div>
          )}
          {count === 0 ? <ThreadSkeleton /> : (
            <TurnList
              key={viewOf(line)}
              scroller={scroller}
              thread={thread}
              unsent={unsent}
              conversationId={conversationId}
              persona={persona}
              passage={passage}
              onImport={onImport}
              onEdit={edit}
            />
          )}
        </div>
      </div>
      {isAway && (
        <div className="relative h-0">
          <IconButton
            icon={ArrowDown}
            name={t('talk.toEnd')}
            onClick={toEnd}
            className="absolute -top-11 left-1/2 -translate-x-1/2 rounded-full border border-line bg-surface"
          />
        </div>
      )}
      {bottom}
    </div>
  );
}

/** The messages of this conversation that the server does not have yet. */
function useUnsent(line: string, { turns }: Thread): readonly Unsent[] {
  const all = useStore(outbox);
  return useMemo(() => {
    const here = all.filter(({ to }) => lineOf(to) === line);
    if (here.length === 0) return here;
    const known = new Set(turns.map(({ message }) => message.clientId));
    return here.filter(({ clientId }) => !known.has(clientId));
  }, [all, line, turns]);
}

function ThreadSkeleton() {
  return (
    <div aria-hidden className="mx-auto w-full max-w-3xl space-y-6 px-4 py-8 md:px-6">
      <div className="skeleton ml-auto h-10 w-1/2" />
      <div className="max-w-[60ch] space-y-2.5">
        {[100, 92, 64].map((width) => <div key={width} className="skeleton h-3.5" style={{ width: `${width}%` }} />)}
      </div>
    </div>
  );
}
