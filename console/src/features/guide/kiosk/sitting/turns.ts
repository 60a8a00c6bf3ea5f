import type { Problem } from '../../../../shared/api/http.ts';
import type { GuideEvent, GuideSources, GuideTone } from '../../guideApi.ts';

/** What a visitor said, or let the camera see, to help with the tone. */
export interface AboutVisitor {
  text: string;
  from: 'visitor' | 'camera';
}

/**
 * - `asking`: nothing is written yet. `writing`: growing. `complete`, `stopped`: ended.
 * - `waiting`: the server could not be reached; it is asked again when it can.
 * - `interrupted`: the answer broke off. `refused`: the server will not answer, `problem` says why.
 */
export type TurnState = 'asking' | 'writing' | 'complete' | 'stopped' | 'waiting' | 'interrupted' | 'refused';

/** A question with its answer. */
export interface Turn {
  id: number;
  question: string;
  state: TurnState;
  text: string;
  tone: GuideTone | null;
  sources: GuideSources | null;
  problem: Problem | null;
  /** What was sent about the visitor with this question. */
  about: AboutVisitor | null;
}

/** A visit remembers no more; the oldest turns leave the screen. */
export const mostTurns = 30;

export function newTurn(id: number, question: string, about: AboutVisitor | null): Turn {
  return { id, question, about, state: 'asking', text: '', tone: null, sources: null, problem: null };
}

export function isRunning({ state }: Turn): boolean {
  return state === 'asking' || state === 'writing';
}

/** The turn after a step of its answer. A turn that has ended stays as it is: steps may come late. */
export function withEvent(turn: Turn, event: GuideEvent): Turn {
  if (!isRunning(turn)) return turn;
  switch (event.type) {
    // The first tone counts: it never changes inside an answer.
    case 'tone': return { ...turn, tone: turn.tone ?? event.tone };
    case 'sources': return { ...turn, sources: event.sources };
    case 'text': return { ...turn, state: 'writing', text: turn.text + event.text };
    case 'done': return { ...turn, state: event.complete ? 'complete' : turn.text === '' ? 'refused' : 'interrupted' };
  }
}

/** The turn after its answer broke off: unwritten ones are asked again, half-written ones only when the visitor wants it. */
export function brokenOff(turn: Turn): Turn {
  return isRunning(turn) ? { ...turn, state: turn.text === '' ? 'waiting' : 'interrupted' } : turn;
}
