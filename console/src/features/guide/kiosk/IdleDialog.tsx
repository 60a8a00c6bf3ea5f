import { useWords } from '../../../shared/i18n/words.ts';
import { KioskButton } from './KioskButton.tsx';
import { KioskDialog } from './KioskDialog.tsx';

interface IdleDialogProps {
  secondsLeft: number;
  onStay(): void;
  onForget(): void;
}

/** Asks whether somebody is still there, before everything is forgotten. */
export function IdleDialog({ secondsLeft, onStay, onForget }: IdleDialogProps) {
  const { t } = useWords();
  return (
    <KioskDialog isAlert title={t('kiosk.idle.title')} description={t('kiosk.idle.text')} onClose={onStay}>
      <p aria-hidden className="numbers text-6xl font-semibold text-accent">{secondsLeft}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <KioskButton look="primary" className="min-h-16 text-lg" autoFocus onClick={onStay}>{t('kiosk.idle.stay')}</KioskButton>
        <KioskButton className="min-h-16 text-lg" onClick={onForget}>{t('kiosk.idle.forget')}</KioskButton>
      </div>
    </KioskDialog>
  );
}
