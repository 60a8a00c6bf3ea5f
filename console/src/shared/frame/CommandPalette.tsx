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

  function run(command: Command | undefined): void {
    if (!command) return;
    onClose();
    // The dialog gives the focus back first; a command that moves it has to come after.
    setTimeout(() => command.run());
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') run(found[current]);
    else if (event.key === 'ArrowDown') setChosen((current + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setChosen((current - 1 + found.length) % Math.max(1, found.length));
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden size={18} className="shrink-0 text-faint" />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={current >= 0 ? `${listId}-${current}` : undefined}
          aria-label={t('palette.title')}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
          className="h-13 w-full bg-transparent text-base outline-none"
        />
      </div>
      <ul id={listId} role="listbox" aria-label={t('palette.title')} className="min-h-0 overflow-y-auto p-2">
        {found.map((command, i) => (
          <li
            key={command.id}
            id={`${listId}-${i}`}
            role="option"
            aria-selected={i === current}
            onPointerMove={() => setChosen(i)}
            onClick={() => run(command)}
            className={`flex cursor-pointer items-center justify-between gap-4 rounded-control px-3 py-2 text-sm
              ${i === current ? 'bg-accent-tint' : ''}`}
          >
            <span className="truncate">{command.name}</span>
            {i === current ? <CornerDownLeft aria-hidden size={15} className="shrink-0 text-soft" />
              : command.keys !== undefined && <Keys keys={command.keys} />}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="px-5 pb-5 text-sm text-soft">{t('palette.nothing')}</p>}
    </>
  );
}
