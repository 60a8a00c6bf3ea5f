import { keyCaps } from './keyboard.ts';

/** A shortcut as key caps. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="flex gap-1">
      {keyCaps(keys).map((cap, i) => (
        <kbd
          key={i}
          className="min-w-6 rounded-md border border-line bg-sunken px-1.5 py-0.5 text-center font-sans text-xs text-soft"
        >
          {cap}
        </kbd>
      ))}
    </span>
  );
}
