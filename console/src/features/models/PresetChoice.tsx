import { useId } from 'react';
import { useWords } from '../../shared/i18n/words.ts';
import { presets } from './presets.ts';

interface PresetChoiceProps {
  baseUrl: string;
  onChange(baseUrl: string): void;
}

/** The usual local servers by name, and any other by its address. */
export function PresetChoice({ baseUrl, onChange }: PresetChoiceProps) {
  const { t } = useWords();
  const group = useId();
  const known: string[] = Object.values(presets);
  const choices = [
    { name: 'Ollama', address: presets.ollama, isChosen: baseUrl === presets.ollama },
    { name: 'llama.cpp', address: presets.llamaCpp, isChosen: baseUrl === presets.llamaCpp },
    { name: t('models.other'), address: '', isChosen: !known.includes(baseUrl) },
  ];
  return (
    <fieldset>
      <legend className="text-sm font-medium">{t('models.preset')}</legend>
      <div className="mt-1 grid grid-cols-3 gap-2">
        {choices.map(({ name, address, isChosen }) => (
          <label
            key={name}
            className="flex cursor-pointer items-center justify-center rounded-control border border-line px-3 py-2 text-sm
              transition-colors duration-150 hover:bg-hover has-checked:border-accent has-checked:bg-accent-tint
              has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={group}
              className="sr-only"
              checked={isChosen}
              onChange={() => onChange(address)}
            />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
