import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ApiError } from '../../../../shared/api/http.ts';
import { useWords, type Words } from '../../../../shared/i18n/words.ts';
import { type InstalledDescriber, loadLooker, readInstalled } from './describerModule.ts';
import { closeCamera, lookAt, openCamera, takePictures } from './lookOnce.ts';
import type { SeenPeople } from './seenPeople.ts';

/**
 * - `off`: nothing is going on. `loading`: the visitor agreed, the software comes. `looking`: the camera is on.
 * - `thinking`: it is off again, and its pictures are looked at.
 * - `nobody`, `refused`, `failed`: it is off again, without a description.
 */
export type CameraState = 'off' | 'loading' | 'looking' | 'thinking' | 'nobody' | 'refused' | 'failed';

export interface Camera {
  /** False where the operator installed nothing that looks; then nothing of a camera is shown. */
  isOffered: boolean;
  /** False where the browser allows no camera because the page did not come over HTTPS. */
  isAllowed: boolean;
  state: CameraState;
  /** What the camera shows while it is on. */
  stream: MediaStream | null;
  /** Looks once. Only called when the visitor has agreed. */
  look(): void;
  /** Switches the camera off at once, whatever it is doing. */
  stop(): void;
}

/** @param onSeen Gets the one sentence that a look comes to. It must be stable. */
export function useCamera(onSeen: (sentence: string) => void): Camera {
  const words = useWords();
  const installed = useInstalled();
  const [state, setState] = useState<CameraState>('off');
  const [stream, setStream] = useState<MediaStream | null>(null);
  const running = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState('off');
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  const look = useCallback(async () => {
    if (installed === null) return;
    running.current?.abort();
    const leave = new AbortController();
    running.current = leave;
    const isHere = () => running.current === leave;
    setState('loading');
    try {
      const looker = await loadLooker(installed);
      leave.signal.throwIfAborted();
      const pictures = await withCamera(leave.signal, (opened) => {
        setStream(opened);
        if (opened && isHere()) setState('looking');
      }, (video) => takePictures(video, leave.signal));
      if (isHere()) setState('thinking');
      const people = await lookAt(looker, pictures, leave.signal);
      if (!isHere()) return;
      setState(people ? 'off' : 'nobody');
      if (people) onSeen(sentenceOf(people, words.t));
    } catch (error) {
      if (!isHere()) return;
      const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
      if (!isRefused) console.warn('The camera could not look.', error);
      setState(isRefused ? 'refused' : 'failed');
    } finally {
      if (isHere()) running.current = null;
    }
  }, [installed, onSeen, words]);
  return useMemo(() => ({
    isOffered: installed !== null, isAllowed: isSecureContext && navigator.mediaDevices !== undefined, state, stream, stop,
    look: () => void look(),
  }), [installed, state, stream, stop, look]);
}

/** Asked once: it changes only when the operator installs something. */
function useInstalled(): InstalledDescriber | null {
  const [installed, setInstalled] = useState<InstalledDescriber | null>(null);
  useEffect(() => {
    const leave = new AbortController();
    readInstalled(leave.signal).then(setInstalled, (error: unknown) => {
      if (leave.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      console.warn('It could not be found out whether a describer is installed; none is offered.', error);
    });
    return () => leave.abort();
  }, []);
  return installed;
}

/** Has the camera on exactly as long as `use` runs, also when it fails or is aborted in the middle of opening. */
async function withCamera<T>(
  signal: AbortSignal, show: (stream: MediaStream | null) => void, use: (video: HTMLVideoElement) => Promise<T>): Promise<T> {
  const stream = await openCamera();
  const video = document.createElement('video');
  const off = () => {
    closeCamera(stream);
    video.srcObject = null;
    show(null);
  };
  // At once, and not when the look that is running comes to its end.
  signal.addEventListener('abort', off, { once: true });
  try {
    signal.throwIfAborted();
    show(stream);
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    await video.play();
    return await use(video);
  } finally {
    signal.removeEventListener('abort', off);
    off();
  }
}

function sentenceOf({ count, nearest }: SeenPeople, t: Words['t']): string {
  const others = count - 1;
  const person = t(({
    child: 'camera.seen.child', adult: 'camera.seen.adult', elder: 'camera.seen.elder', unknown: 'camera.seen.unknown',
  } as const)[nearest]);
  return others === 0 ? person : t('camera.seen.others', { person, n: others });
}
