import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en, type MessageKey } from '../src/shared/i18n/en.ts';
import { zhHant } from '../src/shared/i18n/zhHant.ts';

const keys = Object.keys(en) as MessageKey[];
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'i18n' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

describe('catalogues', () => {
  it('have the same keys, none of them empty', () => {
    expect(Object.keys(zhHant).toSorted()).toEqual(keys.toSorted());
    for (const key of keys) {
      expect(en[key].trim(), key).not.toBe('');
      expect(zhHant[key].trim(), key).not.toBe('');
    }
  });

  it('take the same values, apart from the form for one', () => {
    for (const key of keys.filter((name) => !name.endsWith('.one'))) {
      expect(placeholders(zhHant[key]), key).toEqual(placeholders(en[key]));
    }
  });

  it('are translated, not copied', () => {
    const sameOnPurpose = new Set<string>([]);
    const copied = keys.filter((key) => zhHant[key] === en[key] && !sameOnPurpose.has(key));
    expect(copied).toEqual([]);
    for (const key of keys) expect(zhHant[key], key).toMatch(/\p{Script=Han}/u);
  });

  it('use full-width marks and no Simplified characters in Chinese', () => {
    for (const key of keys) {
      expect(zhHant[key], key).not.toMatch(/\p{Script=Han}[,;?!:]/u);
      expect(zhHant[key], key).not.toMatch(/[这们为发时题过还进关闭连设档页启动级据误应试错无]/u);
    }
  });

  it('hold no key that nothing uses', () => {
    const all = sources(join(import.meta.dirname, '../src')).join('\n');
    const isUsed = (key: string) => all.includes(`'${key}'`)
      // Keys that are put together: import.refused.*, folder.state.* and the forms for one.
      || ['import.refused.', 'folder.state.'].some((start) => key.startsWith(start) && all.includes(`\`${start}`))
      || (key.endsWith('.one') && all.includes(`'${key.slice(0, -4)}'`));
    expect(keys.filter((key) => !isUsed(key))).toEqual([]);
  });
});
