/** How a contact is reached from a page. */
export interface ContactLink {
  kind: 'telephone' | 'web';
  href: string;
  /** What is shown for it. */
  shown: string;
}

/** The link of a telephone number or an address; null for anything else, which is shown as it stands. */
export function linkOf(reach: string): ContactLink | null {
  if (/^\+?[\d][\d ()./-]{0,38}$/.test(reach)) {
    return { kind: 'telephone', href: `tel:${reach.replace(/[^+\d]/g, '')}`, shown: reach };
  }
  if (!reach.startsWith('https://') || !URL.canParse(reach)) return null;
  const { href, host, pathname } = new URL(reach);
  return { kind: 'web', href, shown: pathname === '/' ? host : host + pathname };
}
