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
