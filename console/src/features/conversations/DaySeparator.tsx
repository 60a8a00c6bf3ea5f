import { useWords } from '../../shared/i18n/words.ts';

/** Says on which day the messages below were written. */
export function DaySeparator({ at }: { at: string }) {
  const { day } = useWords();
  return (
    <p className="flex items-center gap-3 pt-5 text-xs text-soft before:h-px before:flex-1 before:bg-line after:h-px
      after:flex-1 after:bg-line">
      <time dateTime={at} className="inline-block first-letter:uppercase">{day(new Date(at), new Date())}</time>
    </p>
  );
}
