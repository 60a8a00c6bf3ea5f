import { type ReactNode, useId } from 'react';

interface FieldProps {
  label: string;
  hint?: string;
  error?: string | null;
  /** Gets the ids that tie label, hint and error to the control. */
  children(ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }): ReactNode;
}

export const controlLook = `w-full rounded-control border border-line-strong/60 bg-surface px-3 py-2 text-sm
  hover:border-line-strong aria-invalid:border-bad`;

/** A labelled control with a hint or an error below it. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-sm font-medium">{label}</label>
      {children({ id, 'aria-describedby': note === undefined ? undefined : noteId, 'aria-invalid': Boolean(error) })}
      {note !== undefined && <p id={noteId} className={`text-xs ${error ? 'text-bad' : 'text-soft'}`}>{note}</p>}
    </div>
  );
}
