import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';

const looks = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover disabled:bg-hover disabled:text-faint',
  quiet: 'text-soft hover:bg-hover hover:text-ink disabled:text-faint disabled:hover:bg-transparent',
  outline: 'border border-line bg-surface text-ink hover:bg-hover disabled:text-faint',
  danger: 'bg-bad-tint text-bad hover:brightness-95 dark:hover:brightness-110',
} as const;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks;
  icon?: LucideIcon;
  /** The shortcut, shown behind the name. */
  shortcut?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with a name. */
export function Button({ look = 'outline', icon: Icon, shortcut, className = '', children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-9 items-center justify-center gap-2 rounded-control px-3 py-1.5 text-sm font-medium
        transition-colors duration-150 ${looks[look]} ${className}`}
      {...rest}
    >
      {Icon && <Icon aria-hidden size={16} strokeWidth={2} className="shrink-0" />}
      {children}
      {shortcut !== undefined && <kbd aria-hidden className="font-mono text-xs opacity-75 pointer-coarse:hidden">{shortcut}</kbd>}
    </button>
  );
}
