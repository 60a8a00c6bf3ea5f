import { Search } from 'lucide-react';
import type { Ref } from 'react';
import { useWords } from '../../shared/i18n/words.ts';

/** Which lines of the tail are wanted. */
export interface Filter {
  typed: string;
  /** Null for all topics. */
  topic: string | null;
}

interface TailFilterProps {
  filter: Filter;
  topics: readonly string[];
  filterBox: Ref<HTMLInputElement>;
  onChange(filter: Filter): void;
}

const control = 'h-9 rounded-control border border-line bg-surface text-sm hover:border-line-strong';

/** Narrows the tail by words and by topic. */
export function TailFilter({ filter, topics, filterBox, onChange }: TailFilterProps) {
  const { t } = useWords();
  return (
    <>
      <div className={`${control} flex items-center gap-2 px-2.5 max-sm:flex-1`}>
        <Search aria-hidden size={15} className="shrink-0 text-faint" />
        <input
          ref={filterBox}
          type="search"
          aria-label={t('tail.filter')}
          placeholder={t('tail.filter')}
          value={filter.typed}
          onChange={(event) => onChange({ ...filter, typed: event.target.value })}
          className="w-36 min-w-0 flex-1 bg-transparent outline-none"
        />
      </div>
      <select
        aria-label={t('tail.topic')}
        value={filter.topic ?? ''}
        onChange={(event) => onChange({ ...filter, topic: event.target.value || null })}
        className={`${control} max-w-44 px-2`}
      >
        <option value="">{t('tail.topic.all')}</option>
        {topics.map((name) => <option key={name}>{name}</option>)}
      </select>
    </>
  );
}
