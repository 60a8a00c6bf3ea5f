import type { Looker, Picture, SeenFace } from './describerModule.ts';
import { type SeenPeople, seenPeople } from './seenPeople.ts';

/** So many pictures are taken, to not depend on a blurred one, with this pause before each, in milliseconds. */
const pictures = 3;
const pauseMs = 600;

/** On a slow device, no further picture is looked at after this time, in milliseconds. */
const longestMs = 10_000;

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
 * Takes a few pictures within two seconds, so that the camera need not be on while they are looked at, however slow the
 * device is. They are kept in memory only, until `lookAt` has looked.
 * @throws The signal's reason when it was aborted.
 */
export async function takePictures(video: HTMLVideoElement, signal: AbortSignal): Promise<Picture[]> {
  const taken: Picture[] = [];
  for (let i = 0; i < pictures; i++) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    signal.throwIfAborted();
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    taken.push(canvas);
  }
  return taken;
}

/**
 * Has the describer look at pictures, in this browser and nowhere else, and wipes them. Of what it tells, only the number of
 * faces and the age of the nearest are read.
 * @throws The signal's reason when it was aborted.
 */
export async function lookAt(looker: Looker, taken: readonly Picture[], signal: AbortSignal): Promise<SeenPeople | null> {
  const until = performance.now() + longestMs;
  const looks: SeenFace[][] = [];
  try {
    for (const picture of taken) {
      signal.throwIfAborted();
      const { face } = await looker.detect(picture);
      if (face.length > 0) looks.push(face.map(onlyWhatIsRead));
      if (performance.now() > until) break;
    }
  } finally {
    for (const picture of taken) picture.width = picture.height = 0;
    // It keeps what it saw last, with more than was asked for.
    if ('result' in looker) looker.result = { face: [], body: [], hand: [], gesture: [], object: [] };
  }
  signal.throwIfAborted();
  return seenPeople(looks);
}

function onlyWhatIsRead({ age, box, score }: SeenFace): SeenFace {
  return { box, ...(age === undefined ? {} : { age }), ...(score === undefined ? {} : { score }) };
}
