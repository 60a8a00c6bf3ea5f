import { useId } from 'react';

interface Choice<T extends string> {
  value: T;
  name: string;
  /** A line that shows what the choice means. */
  sample?: string;
  lang?: string;
}

interface ChoiceGroupProps<T extends string> {
  title: string;
  hint: string;
  value: T;
  choices: readonly Choice<T>[];
  onChange(value: T): void;
}

/** One of a few, all in sight. */
export function ChoiceGroup<T extends string>({ title, hint, value, choices, onChange }: ChoiceGroupProps<T>) {
  const group = useId();
  return (
    <fieldset>
      <legend className="font-semibold">{title}</legend>
      <p className="text-sm text-soft">{hint}</p>
      <div className="mt-3 grid gap-2 sm:auto-cols-fr sm:grid-flow-col">
        {choices.map((choice) => (
          <label
            key={choice.value}
            lang={choice.lang}
            className="flex cursor-pointer items-center gap-3 rounded-card border border-line bg-surface p-4 transition-colors
              duration-150 hover:bg-hover has-checked:border-accent has-checked:bg-accent-tint
              has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={group}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0">
              <span className="block text-sm font-medium">{choice.name}</span>
              {choice.sample !== undefined && <span className="block text-sm text-soft">{choice.sample}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
