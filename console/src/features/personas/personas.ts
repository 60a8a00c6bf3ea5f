import { useEffect } from 'react';
import { ApiError, call, type ItemList } from '../../shared/api/http.ts';
import type { Language } from '../../shared/settings.ts';
import { Store, useStore } from '../../shared/store.ts';

/** The words of a persona in one language. */
export interface PersonaTexts {
  name: string;
  title: string;
  about: string;
  /** First messages to choose from. */
  starters: string[];
}

/** Someone to talk to. */
export interface Persona {
  id: string;
  name: string;
  kind: 'guide' | 'companion';
  /** Degrees of the OKLCH hue circle; lightness and chroma are the console's. */
  hue: number;
  texts: Record<Language, PersonaTexts>;
}

/** The persona that answers from documents. */
export const guideId = 'guide';

const retryMs = 1_500;
const personas = new Store<readonly Persona[] | undefined>(undefined);
let isLoading = false;

/** They change only with the server, so they are read once. */
async function load(): Promise<void> {
  if (isLoading || personas.value !== undefined) return;
  isLoading = true;
  try {
    personas.set((await call<ItemList<Persona>>('GET', '/v1/personas')).items);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    setTimeout(() => void load(), retryMs);
  } finally {
    isLoading = false;
  }
}

/** All personas in the server's order; undefined until they were read. */
export function usePersonas(): readonly Persona[] | undefined {
  useEffect(() => void load(), []);
  return useStore(personas);
}

/** Finds a persona by its id. */
export function usePersona(id: string | undefined): Persona | undefined {
  return usePersonas()?.find((persona) => persona.id === id);
}
