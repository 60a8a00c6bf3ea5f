import { useWords } from '../../../../shared/i18n/words.ts';
import type { Camera } from './useCamera.ts';

/** Says above everything else that the camera is on, and switches it off. */
export function CameraLight({ camera: { stream, stop } }: { camera: Camera }) {
  const { t } = useWords();
  if (stream === null) return null;
  return (
    <button
      type="button"
      data-testid="camera-light"
      onClick={stop}
      // A dialog takes all touches for itself; this has to work in spite of it.
      className="pointer-events-auto fixed top-3 left-1/2 z-60 flex min-h-11 -translate-x-1/2 items-center gap-2 rounded-full
        border border-bad bg-bad-tint px-5 font-semibold text-bad"
    >
      <span aria-hidden className="size-3 animate-pulse rounded-full bg-bad" />
      {t('camera.light')}
    </button>
  );
}
