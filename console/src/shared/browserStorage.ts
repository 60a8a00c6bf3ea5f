/** Reads what this browser keeps under a key; the fallback when there is nothing or it cannot be read. */
export function readStored<T>(key: string, fallback: T, isValid: (value: unknown) => value is T): T {
  try {
    const text = localStorage.getItem(key);
    if (text === null) return fallback;
    const value: unknown = JSON.parse(text);
    return isValid(value) ? value : fallback;
  } catch (error) {
    console.warn(`'${key}' could not be read from this browser's storage.`, error);
    return fallback;
  }
}

/** Keeps a value in this browser. A full or forbidden storage must not break the page: it only forgets more. */
export function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch (error) {
    console.warn(`'${key}' could not be kept in this browser's storage.`, error);
  }
}

/** The keys under which this browser keeps something that begin with a prefix; none when they cannot be read. */
export function storedKeys(prefix: string): string[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i));
    return keys.filter((key): key is string => key?.startsWith(prefix) === true);
  } catch (error) {
    console.warn(`The keys '${prefix}…' could not be read from this browser's storage.`, error);
    return [];
  }
}

/** Forgets what this browser keeps under a key. */
export function removeStored(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch (error) {
    console.warn(`'${key}' could not be removed from this browser's storage.`, error);
  }
}
