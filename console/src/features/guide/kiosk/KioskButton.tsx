import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';

const looks = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover disabled:bg-hover disabled:text-faint',
  outline: 'border border-line bg-surface hover:border-line-strong hover:bg-hover disabled:text-faint',
  quiet: 'text-soft hover:bg-hover hover:text-ink',
} as const;

interface KioskButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks;
  icon?: LucideIcon;
}

/** A button for fingers: never smaller than 44 pixels. */
export function KioskButton({ look = 'outline', icon: Icon, className = '', children, ...rest }: KioskButtonProps) {
  return (
    <button
      type="button"
      className={`inline-flex min-h-12 min-w-12 items-center justify-center gap-2 rounded-xl px-4 py-2 font-medium
        transition-colors duration-150 ${looks[look]} ${className}`}
      {...rest}
    >
      {Icon && <Icon aria-hidden size="1.25em" strokeWidth={2} className="shrink-0" />}
      {children}
    </button>
  );
}
