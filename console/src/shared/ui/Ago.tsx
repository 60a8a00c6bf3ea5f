import { useSyncExternalStore } from 'react';
import { useWords } from '../i18n/words.ts';

const tickMs = 20_000;
const watchers = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all relative times of the page; it stands still while none is shown. */
function watch(changed: () => void): () => void {
  watchers.add(changed);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const watcher of watchers) watcher();
  }, tickMs);
  return () => {
    watchers.delete(changed);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** A time relative to now, with the absolute one on hover. */
export function Ago({ at }: { at: string }) {
  const words = useWords();
  const current = useSyncExternalStore(watch, () => now);
  const time = new Date(at);
  return (
    <time dateTime={at} title={words.dateTime(time)} className="whitespace-nowrap">
      {words.ago(time, new Date(Math.max(current, time.getTime())))}
    </time>
  );
}
