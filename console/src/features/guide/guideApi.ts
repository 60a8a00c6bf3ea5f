import { ApiError, call, problemOf } from '../../shared/api/http.ts';
import type { Language } from '../../shared/settings.ts';
import type { Citation } from '../conversations/conversationApi.ts';
import { readEvents } from './serverEvents.ts';

/** How the guide speaks; the names that go over the wire. */
export type ToneName = 'child_friendly' | 'elder_friendly' | 'professional_friendly' | 'casual_friendly';

/** The tone of an answer and why it was chosen. It comes before the first word and never changes inside an answer. */
export interface GuideTone {
  tone: ToneName;
  /** What decided. */
  source: 'visitor' | 'persona' | 'declared_age' | 'description' | 'fallback';
  /** What became of the description, for example `from_client`, `not_wanted` or `describer_timed_out`. */
  why: string;
  /** How sure the reading of the description is, 0 to 1. */
  confidence?: number | null;
}

/** What an answer rests on. */
export interface GuideSources {
  /** False when the documents hold no answer. */
  found: boolean;
  method: 'rules' | 'model';
  citations: Citation[];
}

/** A step of an answer; `done` is the last one. */
export type GuideEvent =
  | { type: 'tone'; tone: GuideTone }
  | { type: 'sources'; sources: GuideSources }
  | { type: 'text'; text: string }
  | { type: 'done'; complete: boolean; error: string | null };

/** A visitor's question. */
export interface GuideQuestion {
  /** 1 to 2,000 characters. */
  question: string;
  /** Whose questions belong together. */
  sittingId: string;
  /** The visitor's own choice; null lets Attune choose. */
  tone: ToneName | null;
  /** What is known about the visitor, because the visitor said or allowed it. At most 1,000 characters are read. */
  userDescription: string | null;
  /** False: nobody is asked how the visitor looks. */
  useDescription: boolean;
}

/** Characters; the server takes no longer questions. */
export const longestQuestion = 2_000;

/** Characters of one answer that are read; a longer one is no answer. */
const longestAnswer = 200_000;

/** What the page for visitors says about its place in one language. */
export interface KioskTexts {
  name: string;
  questions: string[];
}

/** How the page for visitors is set up. */
export interface KioskSettings {
  idleSeconds: number;
  warningSeconds: number;
  /** True when there is no way to the rest of the console. */
  locked: boolean;
  /** True when the describer of this place may be asked how a visitor looks who chose no tone. */
  useDescriber: boolean;
  texts: Record<Language, KioskTexts>;
}

export function readKioskSettings(signal?: AbortSignal): Promise<KioskSettings> {
  return call('GET', '/v1/guide/kiosk', undefined, signal);
}

/**
 * Asks, and tells the answer as it is written. A body that ends without `done` was cut off.
 * @param onSign Called when anything comes; a server that thinks sends a sign of life every few seconds.
 * @throws ApiError when the question was refused or the server cannot be reached, also in the middle; the signal's reason
 * when it was aborted.
 */
export async function* askGuide(
  question: GuideQuestion, signal: AbortSignal, onSign?: () => void): AsyncGenerator<GuideEvent> {
  try {
    const response = await fetch('/v1/guide/ask', {
      method: 'POST', signal, body: JSON.stringify(question),
      headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    });
    if (!response.ok || !response.body) throw new ApiError(problemOf(response.status, await response.text()));
    for await (const { name, data } of readEvents(response.body, longestAnswer, onSign)) {
      const event = toEvent(name, data);
      if (event) yield event;
    }
  } catch (error) {
    // What fetch throws when the way to the server breaks.
    if (error instanceof TypeError && !signal.aborted) throw new ApiError(null);
    throw error;
  }
}

/** Names that are not known are steps of a newer server. */
function toEvent(name: string, data: string): GuideEvent | null {
  const value = JSON.parse(data) as Record<string, unknown>;
  switch (name) {
    case 'tone': return { type: 'tone', tone: value as unknown as GuideTone };
    case 'sources': return { type: 'sources', sources: value as unknown as GuideSources };
    case 'text': return { type: 'text', text: String(value['text'] ?? '') };
    case 'done': return { type: 'done', complete: value['complete'] === true, error: (value['error'] as string | null) ?? null };
    default: return null;
  }
}

/**
 * Has the server forget a sitting: what was asked, what was answered, and the description. Works while the page goes away.
 * @throws ApiError when it fails; the server then forgets it by itself, after its own idle time.
 */
export async function closeSitting(sittingId: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch('/api/rag-llm/close', {
      method: 'POST', keepalive: true, body: JSON.stringify({ session_id: sittingId }),
      headers: { 'Content-Type': 'application/json' },
    });
  } catch (error) {
    if (error instanceof TypeError) throw new ApiError(null);
    throw error;
  }
  if (!response.ok) throw new ApiError(problemOf(response.status, await response.text()));
}
