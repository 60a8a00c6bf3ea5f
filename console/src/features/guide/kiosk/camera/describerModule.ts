import { call } from '../../../../shared/api/http.ts';

const folder = '/describer/';

/** What the describer tells about one face. It may know more; no more is read. */
export interface SeenFace {
  /** In years. */
  age?: number;
  /** Left, top, width and height in pixels. */
  box: [number, number, number, number];
  /** How sure it is of the face, 0 to 1. */
  score?: number;
}

/** What the describer looks at; its size is set to nothing when it has. */
export type Picture = HTMLCanvasElement;

/** The part of `@vladmandic/human` that is used, or of anything that stands in for it. */
export interface Looker {
  load(): Promise<unknown>;
  detect(picture: Picture): Promise<{ face: SeenFace[] }>;
  /** What it saw last, kept by itself. */
  result?: unknown;
}

interface LookerModule {
  default?: new (config: object) => Looker;
  Human?: new (config: object) => Looker;
}

/** What the operator installed, as the installer wrote it down. */
export interface InstalledDescriber {
  installed: true;
  name: string;
  version: string;
  /** File names inside the folder `/describer/`. */
  module: string;
  models: string;
}

/** Only names of files in the folder: what is loaded comes from this server. */
const moduleName = /^[A-Za-z0-9_.-]+\.js$/;
const modelsName = /^[A-Za-z0-9_-]+\/$/;

/** @returns What is installed; null when nothing is. */
export async function readInstalled(signal?: AbortSignal): Promise<InstalledDescriber | null> {
  const told = await call<InstalledDescriber | { installed: false }>('GET', `${folder}describer.json`, undefined, signal);
  return told.installed && moduleName.test(told.module) && modelsName.test(told.models) ? told : null;
}

/** Finds faces and estimates age; everything else that the software could tell is switched off. */
function configOf({ models }: InstalledDescriber): object {
  const off = { enabled: false };
  return {
    modelBasePath: folder + models, wasmPath: folder, cacheModels: false, warmup: 'none', debug: false, async: true,
    filter: off, gesture: off, body: off, hand: off, object: off, segmentation: off,
    face: {
      enabled: true, detector: { maxDetected: 8, rotation: false, return: false }, description: { enabled: true },
      mesh: off, attention: off, iris: off, emotion: off, antispoof: off, liveness: off,
    },
  };
}

/** One for as long as the page is open: each new one would take memory of the graphics card that nothing gives back. */
let loaded: Promise<Looker> | null = null;

/** Loads the software. Called only after the visitor has agreed. */
export function loadLooker(installed: InstalledDescriber): Promise<Looker> {
  loaded ??= load(installed).catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

async function load(installed: InstalledDescriber): Promise<Looker> {
  const address = folder + installed.module;
  const module = await import(/* @vite-ignore */ address) as LookerModule;
  const Type = module.default ?? module.Human;
  if (Type === undefined) throw new Error(`'${address}' is no describer.`);
  const looker = new Type(configOf(installed));
  await looker.load();
  return looker;
}
