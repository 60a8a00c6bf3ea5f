/** Keeps small texts over a reload. `localStorage` and `sessionStorage` fit through {@link webStorage}. */
export interface KeyValueStore {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/**
 * A store on a Web Storage. Where it is full or forbidden, nothing is kept and nothing fails: what waits is still in memory.
 * @param onRefused Told when a text could not be kept.
 */
export function webStorage(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, onRefused?: (error: unknown) => void): KeyValueStore {
  const attempt = <T>(access: () => T, otherwise: T): T => {
    try {
      return access();
    } catch (error) {
      onRefused?.(error);
      return otherwise;
    }
  };
  return {
    get: (key) => attempt(() => storage.getItem(key), null),
    set: (key, value) => attempt(() => storage.setItem(key, value), undefined),
    remove: (key) => attempt(() => storage.removeItem(key), undefined),
  };
}
