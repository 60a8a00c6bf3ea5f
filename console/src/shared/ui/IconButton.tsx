import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'title' | 'aria-label'> {
  icon: LucideIcon;
  /** Said by screen readers and shown on hover. */
  name: string;
  filled?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A square button whose name is told, not shown. */
export function IconButton({ icon: Icon, name, filled = false, className = '', ...rest }: IconButtonProps) {
  const look = filled
    ? 'bg-accent text-accent-ink hover:bg-accent-hover disabled:bg-hover disabled:text-faint'
    : 'text-soft hover:bg-hover hover:text-ink disabled:text-faint disabled:hover:bg-transparent';
  return (
    <button
      type="button"
      title={name}
      aria-label={name}
      className={`inline-flex size-9 shrink-0 items-center justify-center rounded-control transition-colors duration-150
        ${look} ${className}`}
      {...rest}
    >
      <Icon aria-hidden size={18} strokeWidth={2} />
    </button>
  );
}
