import { Search } from 'lucide-react';
import { type Ref, useImperativeHandle, useRef } from 'react';
import { useWords } from '../../shared/i18n/words.ts';

export interface SearchBoxHandle {
  focus(): void;
}

interface SearchBoxProps {
  typed: string;
  onType(text: string): void;
  ref?: Ref<SearchBoxHandle>;
}

/** Searches the documents while one types. Escape empties it. */
export function SearchBox({ typed, onType, ref }: SearchBoxProps) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  useImperativeHandle(ref, () => ({ focus: () => input.current?.focus() }), []);
  return (
    <label className="flex items-center gap-3 rounded-2xl border border-line-strong/40 bg-surface px-4 transition-colors
      duration-150 focus-within:border-accent hover:border-line-strong">
      <Search aria-hidden size={18} className="shrink-0 text-faint" />
      <input
        ref={input}
        type="search"
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        maxLength={500}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onType('')}
        className="h-12 w-full bg-transparent text-base outline-none"
      />
    </label>
  );
}
