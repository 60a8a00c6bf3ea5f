interface ProgressBarProps {
  /** What goes on, for those who do not see it. */
  name: string;
  /** From 0 to 1; null while that is not known. */
  share: number | null;
}

/** How far something is. */
export function ProgressBar({ name, share }: ProgressBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { 'aria-valuenow': Math.round(share * 100) })}
      className="mt-2 h-1 overflow-hidden rounded-full bg-line"
    >
      <div
        className={`h-full rounded-full bg-accent transition-[width] duration-150 ${share === null ? 'animate-pulse' : ''}`}
        style={{ width: `${(share ?? 1) * 100}%` }}
      />
    </div>
  );
}
