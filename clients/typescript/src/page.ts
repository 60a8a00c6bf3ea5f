import type { AttuneClient } from './client.ts';
import { isConnected } from './connectionState.ts';

/** What we need of a browser's `window` and `document`. */
export interface PageLike {
  addEventListener(type: string, listener: (event: { persisted?: boolean }) => void): void;
  removeEventListener(type: string, listener: (event: { persisted?: boolean }) => void): void;
}

export interface PageOptions {
  /**
   * A page that is hidden for this many milliseconds lets its connection go until it is looked at again. Absent: it keeps it,
   * so that titles and badges stay true.
   */
  suspendAfterHiddenMs?: number;
  window?: PageLike;
  document?: PageLike & { readonly visibilityState: string };
}

/**
 * Keeps a client in step with its page: it tries at once when the network or the reader comes back, rests while the browser
 * has put the page away (back-forward cache, frozen tab), and resumes where it was.
 * @returns Call it to stop.
 */
export function followPage(
  client: Pick<AttuneClient, 'wake' | 'suspend' | 'resume' | 'status'>, options: PageOptions = {}): () => void {
  const page = options.window ?? (globalThis as unknown as { window: PageLike }).window;
  const document = options.document ?? (globalThis as unknown as { document: NonNullable<PageOptions['document']> }).document;
  const { suspendAfterHiddenMs } = options;
  let hidden: ReturnType<typeof setTimeout> | undefined;
  /** Only what was suspended here is resumed here. */
  let isResting = false;

  const rest = () => {
    const { state } = client.status;
    if (!isConnected(state) && state !== 'connecting' && state !== 'resuming') return;
    isResting = true;
    client.suspend();
  };
  const goOn = () => {
    clearTimeout(hidden);
    if (isResting) client.resume();
    else client.wake();
    isResting = false;
  };
  const onVisibility = () => {
    clearTimeout(hidden);
    if (document.visibilityState === 'visible') goOn();
    else if (suspendAfterHiddenMs !== undefined) hidden = setTimeout(rest, suspendAfterHiddenMs);
  };
  const onPageHide = ({ persisted }: { persisted?: boolean }) => {
    if (persisted) rest();
  };
  const onPageShow = ({ persisted }: { persisted?: boolean }) => {
    if (persisted) goOn();
  };
  const all = [
    [page, 'online', goOn], [page, 'pagehide', onPageHide], [page, 'pageshow', onPageShow],
    [document, 'visibilitychange', onVisibility], [document, 'freeze', rest], [document, 'resume', goOn],
  ] as const;
  for (const [target, type, listener] of all) target.addEventListener(type, listener);
  return () => {
    clearTimeout(hidden);
    for (const [target, type, listener] of all) target.removeEventListener(type, listener);
  };
}
