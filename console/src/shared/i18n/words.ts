import { useMemo } from 'react';
import { type Language, settings } from '../settings.ts';
import { useStore } from '../store.ts';
import { type MessageKey, en } from './en.ts';
import { zhHant } from './zhHant.ts';

const catalogues: Record<Language, Record<MessageKey, string>> = { en, 'zh-Hant': zhHant };

/** The texts and formats of one language. */
export interface Words {
  readonly language: Language;
  /** The text of a key, with `{name}` replaced by the value of that name; numbers are written by locale. */
  t(key: MessageKey, values?: Record<string, string | number>): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** Milliseconds as a short latency: `3 ms`, `1.2 s`. */
  latency(milliseconds: number): string;
  bytes(count: number): string;
  time(at: Date): string;
  dateTime(at: Date): string;
  /** The day in words: today, yesterday, else the date. */
  day(at: Date, now: Date): string;
  ago(at: Date, now: Date): string;
}

export function wordsOf(language: Language): Words {
  const catalogue = catalogues[language];
  const locale = language === 'en' ? 'en' : 'zh-Hant-TW';
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' });
  const number = (value: number, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options).format(value);
  const unit = (value: number, name: string, digits: number) =>
    number(value, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  return {
    language,
    number,
    t: (key, values) => fill(chooseForm(catalogue, key, values), values, number),
    latency: (ms) => (Math.abs(ms) < 1_000 ? unit(ms, 'millisecond', ms < 10 ? 1 : 0) : unit(ms / 1_000, 'second', 1)),
    bytes: (count) => (count < 1_000 ? `${number(count)} B`
      : count < 1_000_000 ? unit(count / 1_000, 'kilobyte', 1) : unit(count / 1_000_000, 'megabyte', 1)),
    time: (at) => clock.format(at),
    dateTime: (at) => full.format(at),
    day: (at, now) => day(locale, at, now),
    ago: (at, now) => ago(relative, (at.getTime() - now.getTime()) / 1_000),
  };
}

/** English has a form for one: a key `x` with `n` = 1 takes `x.one` where the catalogue has it. */
function chooseForm(catalogue: Record<MessageKey, string>, key: MessageKey, values?: Record<string, string | number>): string {
  const one = `${key}.one`;
  return values?.['n'] === 1 && one in catalogue ? catalogue[one as MessageKey] : catalogue[key];
}

function fill(text: string, values: Record<string, string | number> | undefined, number: (value: number) => string): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values?.[name];
    return value === undefined ? whole : typeof value === 'number' ? number(value) : value;
  });
}

function day(locale: string, at: Date, now: Date): string {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  // Rounded, because the days on which clocks change have 23 or 25 hours.
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  if (days === 0 || days === -1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  const isThisYear = at.getFullYear() === now.getFullYear();
  const parts: Intl.DateTimeFormatOptions = { weekday: 'long', month: 'long', day: 'numeric' };
  return new Intl.DateTimeFormat(locale, isThisYear ? parts : { ...parts, year: 'numeric' }).format(at);
}

function ago(format: Intl.RelativeTimeFormat, seconds: number): string {
  const distance = Math.abs(seconds);
  if (distance < 45) return format.format(0, 'second');
  if (distance < 3_600) return format.format(Math.round(seconds / 60), 'minute');
  if (distance < 86_400) return format.format(Math.round(seconds / 3_600), 'hour');
  return format.format(Math.round(seconds / 86_400), 'day');
}

/** What stands between two sentences: Chinese marks bring their own room. */
export function gap(language: Language): string {
  return language === 'en' ? ' ' : '';
}

/** The words of the language that the user chose. */
export function useWords(): Words {
  const { language } = useStore(settings);
  return useMemo(() => wordsOf(language), [language]);
}
