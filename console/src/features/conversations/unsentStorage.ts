import { readStored, removeStored, storedKeys, writeStored } from '../../shared/browserStorage.ts';
import type { Unsent } from './outbox.ts';

// A key for each message: tabs of one browser write at the same time, and none may overwrite what another has just kept.
const prefix = 'attune.unsent.';

function isUnsent(value: unknown): value is Unsent {
  return typeof value === 'object' && value !== null && 'clientId' in value && 'text' in value && 'to' in value
    && 'createdAt' in value && typeof value.createdAt === 'string';
}

function read(key: string): Unsent | null {
  return readStored<Unsent | null>(key, null, isUnsent);
}

/** Oldest first; messages of one moment stay in the order they have. */
export function inTime(all: readonly Unsent[]): readonly Unsent[] {
  return all.toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
}

/** What the tabs of this browser have kept, oldest first. */
export function readUnsent(): readonly Unsent[] {
  return inTime(storedKeys(prefix).map(read).filter((unsent) => unsent !== null));
}

export function keepUnsent(unsent: Unsent): void {
  writeStored(prefix + unsent.clientId, unsent);
}

export function forgetUnsent(clientId: string): void {
  removeStored(prefix + clientId);
}

/**
 * Follows what the other tabs of this browser keep and forget.
 * @param onChange Gets the client id and what stands under it now; null when nothing does any more.
 * @param onCleared Called when the whole storage was emptied.
 */
export function followUnsent(onChange: (clientId: string, unsent: Unsent | null) => void, onCleared: () => void): void {
  addEventListener('storage', ({ key }) => {
    if (key === null) onCleared();
    else if (key.startsWith(prefix)) onChange(key.slice(prefix.length), read(key));
  });
}
