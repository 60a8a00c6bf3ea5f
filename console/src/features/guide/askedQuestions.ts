import { newId } from '@attune/client';
import { ApiError, type Problem } from '../../shared/api/http.ts';
import { readStored, writeStored } from '../../shared/browserStorage.ts';
import { Store } from '../../shared/store.ts';
import { ask } from './guideApi.ts';

/** A question that was asked in this browser. */
export interface Asked {
  /** Chosen before the question is sent, so that a reload or a crash in between does not ask twice. */
  readonly clientId: string;
  readonly question: string;
  /** UTC, ISO 8601. */
  readonly askedAt: string;
  /** Null until the server has the question. */
  readonly replyId: string | null;
  readonly streamId: string | null;
  /** How the answer ended; null while it does not stand. */
  readonly outcome: 'complete' | 'cancelled' | 'failed' | null;
  /** What had been written of an answer that was stopped or failed. */
  readonly keptText: string | null;
  /** Why the server refused the question. */
  readonly refusal: Problem | null;
}

const key = 'attune.asked';
const maxKept = 50;
/** Waits between attempts to hand a question over, in milliseconds; the last one repeats. */
const retryMs = [300, 700, 1_500, 3_000];

function isList(value: unknown): value is Asked[] {
  return Array.isArray(value) && value.every((item) =>
    typeof item === 'object' && item !== null && 'clientId' in item && 'question' in item && 'askedAt' in item);
}

/** All of them, oldest first. */
export const askedQuestions = new Store<readonly Asked[]>(readStored(key, [], isList));

/** Client ids of questions that are being handed over now. */
const onTheWay = new Set<string>();

/** Asks. The question is kept in this browser first and handed over as soon as the server can be reached. */
export function askQuestion(question: string): Asked {
  const asked: Asked = {
    clientId: newId(), question, askedAt: new Date().toISOString(),
    replyId: null, streamId: null, outcome: null, keptText: null, refusal: null,
  };
  keep([...askedQuestions.value, asked].slice(-maxKept));
  void handOver(asked);
  return asked;
}

/** Hands over what an earlier visit could not, and follows the other tabs of this browser. */
export function resumeQuestions(): () => void {
  for (const asked of askedQuestions.value) {
    if (asked.replyId === null && asked.refusal === null) void handOver(asked);
  }
  const onStorage = (event: StorageEvent) => {
    if (event.key === key) askedQuestions.set(readStored(key, [], isList));
  };
  addEventListener('storage', onStorage);
  return () => removeEventListener('storage', onStorage);
}

export function noteOutcome(clientId: string, outcome: NonNullable<Asked['outcome']>, keptText: string | null): void {
  change(clientId, { outcome, keptText });
}

/** Takes a question off this browser's list; one not handed over yet is not asked any more. */
export function forgetQuestion(clientId: string): void {
  keep(askedQuestions.value.filter((asked) => asked.clientId !== clientId));
}

export function forgetAllQuestions(): void {
  keep([]);
}

async function handOver({ clientId, question }: Asked): Promise<void> {
  if (onTheWay.has(clientId)) return;
  onTheWay.add(clientId);
  try {
    for (let attempt = 0; askedQuestions.value.some((asked) => asked.clientId === clientId); attempt++) {
      try {
        const { replyId, streamId } = await ask(question, clientId);
        change(clientId, { replyId, streamId });
        return;
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (!error.retry) {
          change(clientId, { refusal: error.problem });
          return;
        }
        const waitMs = retryMs[Math.min(attempt, retryMs.length - 1)];
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  } finally {
    onTheWay.delete(clientId);
  }
}

function change(clientId: string, difference: Partial<Asked>): void {
  keep(askedQuestions.value.map((asked) => (asked.clientId === clientId ? { ...asked, ...difference } : asked)));
}

function keep(all: readonly Asked[]): void {
  askedQuestions.set(all);
  writeStored(key, all);
}
