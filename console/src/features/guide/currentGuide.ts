import { navigate } from '../../shared/frame/router.ts';
import { readStored, writeStored } from '../../shared/browserStorage.ts';

const key = 'attune.guide';

function isId(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

/** The page of a conversation with the guide. */
export function guidePath(id: string): string {
  return `/guide/${encodeURIComponent(id)}`;
}

/** The conversation with the guide that this browser had open last; null when a new one begins. */
export function currentGuide(): string | null {
  return readStored(key, null, isId);
}

export function setCurrentGuide(id: string): void {
  writeStored(key, id);
}

/** Leads to the start page, where a new conversation begins. */
export function leaveGuide(): void {
  writeStored(key, null);
  navigate('/');
}
