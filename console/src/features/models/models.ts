import { useEffect } from 'react';
import { ApiError } from '../../shared/api/http.ts';
import { Store, useStore } from '../../shared/store.ts';
import { listModels, type ModelEndpoint } from './modelsApi.ts';

export interface Models {
  /** Undefined until they were read. */
  readonly items: readonly ModelEndpoint[] | undefined;
  readonly error: ApiError | null;
}

const models = new Store<Models>({ items: undefined, error: null });

/** Reads the endpoints again. */
export async function reloadModels(): Promise<void> {
  try {
    models.set({ items: await listModels(), error: null });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    models.update(({ items }) => ({ items, error }));
  }
}

/** The connected endpoints, read when the component appears. */
export function useModels(): Models {
  useEffect(() => void reloadModels(), []);
  return useStore(models);
}

/** Whether replies are written with a model; undefined while that is not known. */
export function useHasModel(): boolean | undefined {
  return useModels().items?.some(({ enabled }) => enabled);
}
