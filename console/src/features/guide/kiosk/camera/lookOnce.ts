import type { Looker, SeenFace } from './describerModule.ts';
import { type SeenPeople, seenPeople } from './seenPeople.ts';

/** Enough looks to not depend on one blurred picture. */
const enoughLooks = 3;
/** The camera is on no longer than this for one look, in milliseconds. */
const longestMs = 8_000;

/** Opens the camera for pictures only; sound is never asked for. */
export function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: false, video: { facingMode: 'user', width: { ideal: 640 }, height: { ideal: 480 } },
  });
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * Looks at what the camera shows until it is enough, or time is up. Pictures go from the camera to the describer in this
 * browser and nowhere else; of what it tells, only the number of faces and the age of the nearest are read.
 * @throws The signal's reason when it was aborted.
 */
export async function lookOnce(looker: Looker, video: HTMLVideoElement, signal: AbortSignal): Promise<SeenPeople | null> {
  const until = performance.now() + longestMs;
  const looks: SeenFace[][] = [];
  try {
    do {
      signal.throwIfAborted();
      const { face } = await looker.detect(video);
      if (face.length > 0) looks.push(face.map(({ age, box, score }) => ({ box, ...age === undefined ? {} : { age },
        ...score === undefined ? {} : { score } })));
      // Leaves the page a moment to show the picture and to take a touch.
      await new Promise((resolve) => setTimeout(resolve, 0));
    } while (looks.length < enoughLooks && performance.now() < until);
  } finally {
    // It keeps what it saw last, with more than was asked for.
    if ('result' in looker) looker.result = { face: [], body: [], hand: [], gesture: [], object: [] };
  }
  signal.throwIfAborted();
  return seenPeople(looks);
}
