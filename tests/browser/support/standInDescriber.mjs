import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Software with the same face as the describer that looks, which sees what a test tells it to (`globalThis.faces`) and more
 * than it should tell. It keeps count of what is asked of it and waits while `globalThis.holdLook` is a promise.
 */
const source = `
export default class {
  constructor(config) { globalThis.describerConfig = config; this.result = null; globalThis.describer = this; }
  async load() { globalThis.describerLoads = (globalThis.describerLoads ?? 0) + 1; }
  async detect(picture) {
    globalThis.describerLooks = (globalThis.describerLooks ?? 0) + 1;
    globalThis.lookedAt = picture.width;
    await globalThis.holdLook;
    const face = (globalThis.faces ?? []).map((seen) => ({ ...seen, gender: 'secret', embedding: [1, 2, 3], emotion: 'secret' }));
    this.result = { face };
    return this.result;
  }
}
`;

/** Puts it where the installer puts the real one. */
export async function installStandIn(server) {
  const folder = join(server.data, 'describer');
  await mkdir(join(folder, 'models'), { recursive: true });
  await writeFile(join(folder, 'stand-in.js'), source);
  await writeFile(join(folder, 'describer.json'), JSON.stringify({
    installed: true, name: 'stand-in', version: '1.0.0', module: 'stand-in.js', models: 'models/',
  }));
}

export function removeStandIn(server) {
  return rm(join(server.data, 'describer'), { recursive: true, force: true });
}

/** Keeps every camera that the page opens, so that a test can see whether it was closed. */
export function watchCameras() {
  globalThis.cameras = [];
  globalThis.cameraWishes = [];
  const open = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
  if (open === undefined) return;
  navigator.mediaDevices.getUserMedia = async (wish) => {
    globalThis.cameraWishes.push(wish);
    const stream = await open(wish);
    globalThis.cameras.push(stream);
    return stream;
  };
}
