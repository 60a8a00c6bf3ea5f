import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import { IconButton } from './IconButton.tsx';

interface ModalProps {
  open: boolean;
  title: string;
  /** One sentence below the title. */
  description?: string;
  onClose(): void;
  children: ReactNode;
}

/** A dialog in the middle of the page. Escape and a click outside close it. */
export function Modal({ open, title, description, onClose, children }: ModalProps) {
  const { t } = useWords();
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="appear fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className="appear fixed top-1/2 left-1/2 z-50 flex max-h-[85dvh] w-[min(34rem,calc(100vw-2rem))] -translate-1/2
            flex-col gap-4 overflow-y-auto rounded-2xl border border-line bg-surface p-5 outline-none"
        >
          <div className="flex items-start justify-between gap-3">
            <div>
              <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
              {description !== undefined && (
                <Dialog.Description className="mt-1 text-sm text-soft">{description}</Dialog.Description>
              )}
            </div>
            <IconButton icon={X} name={t('action.close')} onClick={onClose} className="-mt-1 -mr-2" />
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
