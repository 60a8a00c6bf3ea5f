/** Attune's sign: a tuning fork. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 64 64" className="shrink-0">
      <rect width="64" height="64" rx="16" className="fill-accent" />
      <g fill="none" strokeWidth="5" strokeLinecap="round" className="stroke-accent-ink">
        <path d="M23 14v15a9 9 0 0 0 18 0V14" />
        <path d="M32 38v13" />
        <path d="M13 21v7M51 21v7" opacity=".6" />
      </g>
    </svg>
  );
}
