import { Store } from '../store.ts';

/** What the page's live region says. The number makes the same sentence twice two announcements. */
export const announcement = new Store<{ text: string; number: number }>({ text: '', number: 0 });

/** Tells a screen reader one sentence, politely. */
export function announce(text: string): void {
  announcement.update(({ number }) => ({ text, number: number + 1 }));
}
