// The few browser objects that modules touch when they are loaded, so that pure parts can be tested in Node.
function storage() {
  const stored = new Map<string, string>();
  return {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
    clear: () => stored.clear(),
    key: (i: number) => [...stored.keys()][i] ?? null,
    get length() {
      return stored.size;
    },
  };
}

Object.assign(globalThis, {
  localStorage: storage(),
  sessionStorage: storage(),
  matchMedia: () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }),
});
Object.defineProperty(globalThis, 'navigator', { value: { language: 'en-GB', userAgent: 'test' }, configurable: true });
