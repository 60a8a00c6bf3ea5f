import { settings } from '../settings.ts';
import { commands } from './commands.ts';

/** The second key of a sequence has to follow within this many milliseconds. */
const sequenceMs = 1_200;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"]') !== null;
}

/** Runs the command whose keys were pressed. @returns Call it to stop listening. */
export function listenToKeys(): () => void {
  let prefix = '';
  let prefixAt = 0;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.defaultPrevented) return;
    const isMod = event.metaKey || event.ctrlKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!isMod && (isTyping(event.target) || isInDialog(event.target) || !settings.value.singleKeys)) return;
    const sequence = event.timeStamp - prefixAt < sequenceMs ? `${prefix} ${key}` : key;
    const pressed = isMod ? [`mod+${key}`] : [sequence, key];
    const all = [...commands.value.values()];
    const found = pressed.flatMap((keys) => all.filter((command) => command.keys === keys))[0];
    prefix = isMod || found ? '' : key;
    prefixAt = event.timeStamp;
    if (!found) return;
    event.preventDefault();
    found.run();
  }

  addEventListener('keydown', onKeyDown);
  return () => removeEventListener('keydown', onKeyDown);
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Keys as they are printed on the keyboard, one by one. */
export function keyCaps(keys: string): string[] {
  return keys.split(/[ +]/).map((key) => (key === 'mod' ? (isApple ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key));
}
