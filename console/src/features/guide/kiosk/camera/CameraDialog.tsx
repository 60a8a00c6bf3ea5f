import { Camera as CameraIcon, CircleAlert } from 'lucide-react';
import { useCallback } from 'react';
import type { MessageKey } from '../../../../shared/i18n/en.ts';
import { useWords } from '../../../../shared/i18n/words.ts';
import { KioskButton } from '../KioskButton.tsx';
import { KioskDialog } from '../KioskDialog.tsx';
import type { Camera, CameraState } from './useCamera.ts';

/** What the visitor has to know before agreeing, in the order in which it happens. */
const facts: readonly MessageKey[] = ['camera.fact.once', 'camera.fact.here', 'camera.fact.sent', 'camera.fact.wrong'];

const busy: Partial<Record<CameraState, MessageKey>> = {
  loading: 'camera.loading', looking: 'camera.looking', thinking: 'camera.thinking',
};

const problems: Partial<Record<CameraState, MessageKey>> = {
  nobody: 'camera.nobody', refused: 'camera.refused', failed: 'camera.failed',
};

interface CameraDialogProps {
  camera: Camera;
  onClose(): void;
}

/** Asks before the camera is switched on, and shows what it sees while it is. */
export function CameraDialog({ camera, onClose }: CameraDialogProps) {
  const { t } = useWords();
  const { state, stream } = camera;
  const isBusy = state in busy;
  const problem = problems[state];
  const close = () => {
    camera.stop();
    onClose();
  };
  return (
    <KioskDialog title={t('camera.title')} description={t('camera.text')} onClose={close}>
      {isBusy ? (
        <>
          <div className="relative aspect-4/3 overflow-hidden rounded-2xl bg-sunken">
            {stream && <Preview stream={stream} />}
            <p role="status" className="absolute inset-x-0 bottom-0 bg-surface/90 px-4 py-2 text-center font-medium">
              {t(busy[state] ?? 'camera.loading')}
            </p>
          </div>
          <KioskButton className="min-h-14" onClick={close}>
            {t(state === 'looking' ? 'camera.off' : 'action.cancel')}
          </KioskButton>
        </>
      ) : (
        <>
          {problem && (
            <p role="alert" className="flex items-center gap-3 rounded-2xl bg-warn-tint px-4 py-3">
              <CircleAlert aria-hidden size="1.3em" className="shrink-0 text-warn" />
              {t(problem)}
            </p>
          )}
          <ul className="list-disc space-y-1.5 pl-5">
            {facts.map((key) => <li key={key}>{t(key)}</li>)}
          </ul>
          {!camera.isAllowed && <p role="alert" className="rounded-2xl bg-warn-tint px-4 py-3">{t('camera.insecure')}</p>}
          <div className="grid gap-3 sm:grid-cols-2">
            <KioskButton icon={CameraIcon} className="min-h-16 text-lg" disabled={!camera.isAllowed} onClick={camera.look}>
              {t('camera.agree')}
            </KioskButton>
            <KioskButton className="min-h-16 text-lg" onClick={close}>{t('camera.decline')}</KioskButton>
          </div>
        </>
      )}
    </KioskDialog>
  );
}

/** Mirrored, as people know themselves. */
function Preview({ stream }: { stream: MediaStream }) {
  const show = useCallback((video: HTMLVideoElement | null) => {
    if (video) video.srcObject = stream;
  }, [stream]);
  return <video ref={show} aria-hidden autoPlay muted playsInline className="size-full -scale-x-100 object-cover" />;
}
