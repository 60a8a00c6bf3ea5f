import { type MouseEvent, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function changed(): void {
  for (const listener of [...listeners]) listener();
}

addEventListener('popstate', changed);

/** Opens a page of the console; with `replace`, the way back does not lead to the page before. */
export function navigate(path: string, { replace = false } = {}): void {
  if (path === location.pathname) return;
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  changed();
}

/** The path of the address bar. */
export function usePath(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => location.pathname,
  );
}

/** Makes an ordinary link stay inside the page; a modified click keeps its meaning. */
export function followLink(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(event.currentTarget.pathname);
}
