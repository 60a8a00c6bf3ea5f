import { CornerDownLeft, Search } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useId, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { useStore } from '../store.ts';
import { type Command, commands } from './commands.ts';
import { Keys } from './Keys.tsx';

function matching(all: Iterable<Command>, typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return [...all].filter(({ id, name }) => {
    const text = `${name} ${id}`.toLowerCase();
    return id !== 'palette.open' && words.every((word) => text.includes(word));
  });
}

interface CommandPaletteProps {
  open: boolean;
  onClose(): void;
}

/** Everything that can be done, found by typing. */
export function CommandPalette({ open, onClose }: CommandPaletteProps) {
  const { t } = useWords();
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="appear fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="appear fixed top-[12dvh] left-1/2 z-50 flex max-h-[70dvh] w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2
            flex-col overflow-hidden rounded-2xl border border-line bg-surface outline-none"
        >
          <Dialog.Title className="sr-only">{t('palette.title')}</Dialog.Title>
          <PaletteBody onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ onClose }: { onClose(): void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const found = matching(useStore(commands).values(), typed);
  const current = Math.min(chosen, found.length - 1);
  const move = (by: number) => setChosen((current + by + found.length) % Math.max(1, found.length));

  function run(command: Command | undefined): void {
    if (!command) return;
    onClose();
    // The dialog gives the focus back first; a command that moves it has to come after.
    setTimeout(() => command.run());
  }

  function type(text: string): void {
    setTyped(text);
    setChosen(0);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') run(found[current]);
    else if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <SearchBox
        listId={listId}
        chosenId={current >= 0 ? `${listId}-${current}` : undefined}
        typed={typed}
        onType={type}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label={t('palette.title')} className="min-h-0 overflow-y-auto p-2">
        {found.map((command, i) => (
          <Choice
            key={command.id}
            id={`${listId}-${i}`}
            command={command}
            isCurrent={i === current}
            onPoint={() => setChosen(i)}
            onRun={() => run(command)}
          />
        ))}
      </ul>
      {found.length === 0 && <p className="px-5 pb-5 text-sm text-soft">{t('palette.nothing')}</p>}
    </>
  );
}

interface SearchBoxProps {
  listId: string;
  chosenId: string | undefined;
  typed: string;
  onType(text: string): void;
  onKeyDown(event: KeyboardEvent): void;
}

function SearchBox({ listId, chosenId, typed, onType, onKeyDown }: SearchBoxProps) {
  const { t } = useWords();
  return (
    <div className="flex items-center gap-3 border-b border-line px-4">
      <Search aria-hidden size={18} className="shrink-0 text-faint" />
      <input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={chosenId}
        aria-label={t('palette.title')}
        placeholder={t('palette.placeholder')}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-13 w-full bg-transparent text-base outline-none"
      />
    </div>
  );
}

interface ChoiceProps {
  id: string;
  command: Command;
  isCurrent: boolean;
  onPoint(): void;
  onRun(): void;
}

function Choice({ id, command, isCurrent, onPoint, onRun }: ChoiceProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={isCurrent}
      onPointerMove={onPoint}
      onClick={onRun}
      className={`flex cursor-pointer items-center justify-between gap-4 rounded-control px-3 py-2 text-sm
        ${isCurrent ? 'bg-accent-tint' : ''}`}
    >
      <span className="truncate">{command.name}</span>
      {isCurrent ? <CornerDownLeft aria-hidden size={15} className="shrink-0 text-soft" />
        : command.keys !== undefined && <Keys keys={command.keys} />}
    </li>
  );
}
