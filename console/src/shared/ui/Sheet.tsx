import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import { IconButton } from './IconButton.tsx';

interface SheetProps {
  open: boolean;
  title: string;
  onClose(): void;
  children: ReactNode;
}

/** A panel over the page: from below on phones, from the right on wider screens. */
export function Sheet({ open, title, onClose, children }: SheetProps) {
  const { t } = useWords();
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="appear fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="from-below fixed inset-x-0 bottom-0 z-50 flex max-h-[85dvh] min-h-[50dvh] flex-col rounded-t-2xl border-t
            border-line bg-surface pb-[env(safe-area-inset-bottom)] outline-none sm:from-right sm:inset-y-0 sm:left-auto
            sm:max-h-none sm:w-[400px] sm:rounded-none sm:border-t-0 sm:border-l"
        >
          <div className="flex items-center justify-between gap-2 border-b border-line py-2 pr-2 pl-4">
            <Dialog.Title className="truncate text-base font-semibold">{title}</Dialog.Title>
            <IconButton icon={X} name={t('action.close')} onClick={onClose} />
          </div>
          <div className="flex min-h-0 flex-1 flex-col">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
