import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { useWords } from '../../../shared/i18n/words.ts';
import { KioskButton } from './KioskButton.tsx';

interface KioskDialogProps {
  title: string;
  description?: string;
  /** True for a question that interrupts the visitor. */
  isAlert?: boolean;
  /** Wider, for a text to read. */
  isWide?: boolean;
  onClose(): void;
  children: ReactNode;
}

/** A dialog for fingers. Mounted while it is open; Escape and a touch beside it close it. */
export function KioskDialog({ title, description, isAlert = false, isWide = false, onClose, children }: KioskDialogProps) {
  const { t } = useWords();
  // It has no trigger of its own that the focus could go back to.
  const [opener] = useState(() => document.activeElement);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="appear fixed inset-0 z-40 bg-veil" />
        <Dialog.Content
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener instanceof HTMLElement) opener.focus();
          }}
          role={isAlert ? 'alertdialog' : 'dialog'}
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          className={`appear fixed top-1/2 left-1/2 z-50 flex max-h-[92dvh] -translate-1/2 flex-col rounded-2xl border
            border-line bg-surface outline-none
            ${isWide ? 'h-[85dvh] w-[min(56rem,calc(100vw-1.5rem))]' : 'w-[min(36rem,calc(100vw-1.5rem))]'}`}
        >
          <div className="flex shrink-0 items-start justify-between gap-3 px-5 pt-4 sm:px-6">
            <Dialog.Title className="pt-2 text-2xl leading-tight font-semibold text-balance">{title}</Dialog.Title>
            <KioskButton look="quiet" icon={X} aria-label={t('action.close')} onClick={onClose} className="-mr-3 px-2" />
          </div>
          <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5 sm:px-6 sm:pb-6">
            {description !== undefined && <Dialog.Description className="text-soft">{description}</Dialog.Description>}
            {children}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
