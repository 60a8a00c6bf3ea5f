import { useWords } from '../../shared/i18n/words.ts';
import type { FileProblem } from './knowledgeApi.ts';
import { problemText } from './problemText.ts';

/** Files that were not taken, each with its reason and the next step. */
export function FileProblems({ problems }: { problems: readonly FileProblem[] }) {
  const { t } = useWords();
  if (problems.length === 0) return null;
  return (
    <ul className="mt-2 space-y-1.5 text-xs">
      {problems.map((problem) => (
        <li key={problem.name} data-testid="file-problem">
          <span className="font-medium break-all">{problem.name}</span>
          <span className="block text-soft">{problemText(t, problem)}</span>
        </li>
      ))}
    </ul>
  );
}
