import { newId } from '@attune/client';
import { ApiError, type Problem } from '../../../../shared/api/http.ts';
import { Store } from '../../../../shared/store.ts';
import { askGuide, closeSitting, type GuideQuestion, type ToneName } from '../../guideApi.ts';
import { EventStreamError } from '../../serverEvents.ts';
import { type AboutVisitor, brokenOff, isRunning, mostTurns, newTurn, type Turn, withEvent } from './turns.ts';

/** A connection that is silent this long is broken, in milliseconds; a server that thinks says so every 10 s. */
const silentMs = 35_000;

export interface SittingState {
  /** Names the sitting to the server; another one with every visitor. */
  id: string;
  /** Oldest first. */
  turns: readonly Turn[];
  /** The tone that the visitor chose; null lets Attune choose. */
  wish: ToneName | null;
  about: AboutVisitor | null;
}

/** One visitor at the page, from the first touch until it is forgotten. Nothing of it is kept in this browser. */
export class Sitting {
  readonly store = new Store<SittingState>(fresh());
  /** Whether the describer of this place may be asked. */
  mayUseDescriber = false;
  #running: AbortController | null = null;
  #nextTurn = 1;

  /** True when there is something to forget. */
  get isUsed(): boolean {
    const { turns, wish, about } = this.store.value;
    return turns.length > 0 || wish !== null || about !== null;
  }

  /** Asks; an answer that is still being written is stopped, because the visitor wants another one. */
  ask(question: string): void {
    this.stop();
    const { wish, about } = this.store.value;
    const turn = newTurn(this.#nextTurn++, question, wish === null ? about : null);
    this.#change({ turns: [...this.store.value.turns, turn].slice(-mostTurns) });
    void this.#run(turn);
  }

  /** Asks the question of a turn once more, with what is chosen now; the answer takes the place of the one before. */
  again(id: number): void {
    const before = this.store.value.turns.find((turn) => turn.id === id);
    if (!before) return;
    this.stop();
    const { wish, about } = this.store.value;
    const turn = newTurn(id, before.question, wish === null ? about : null);
    this.#turn(id, () => turn);
    void this.#run(turn);
  }

  /** Asks what could not be asked while the server was away. */
  resume(): void {
    const waiting = this.store.value.turns.at(-1);
    if (waiting?.state === 'waiting') this.again(waiting.id);
  }

  /** Ends the answer that is being written; what was written stays. */
  stop(): void {
    this.#running?.abort();
    this.#running = null;
    for (const { id } of this.store.value.turns.filter(isRunning)) this.#turn(id, (turn) => ({ ...turn, state: 'stopped' }));
  }

  wish(tone: ToneName | null): void {
    this.#change({ wish: tone });
  }

  /** Takes what is known about the visitor; with something to go by, Attune chooses. */
  tell(about: AboutVisitor | null): void {
    this.#change(about === null ? { about } : { about, wish: null });
  }

  /** Forgets the visitor here at once and on the server as soon as it hears of it. */
  forget(): void {
    this.stop();
    const { id, turns } = this.store.value;
    this.store.set(fresh());
    if (turns.length > 0) void close(id);
  }

  async #run(turn: Turn): Promise<void> {
    const leave = new AbortController();
    this.#running = leave;
    const giveUp = () => leave.abort(new ApiError(null));
    let silence = setTimeout(giveUp, silentMs);
    const onSign = () => {
      clearTimeout(silence);
      silence = setTimeout(giveUp, silentMs);
    };
    try {
      for await (const event of askGuide(this.#questionOf(turn), leave.signal, onSign)) {
        if (this.#running !== leave) return;
        this.#turn(turn.id, (now) => withEvent(now, event));
      }
      if (this.#running === leave) this.#turn(turn.id, brokenOff);
    } catch (error) {
      if (this.#running !== leave) return;
      if (error instanceof ApiError && error.problem !== null) this.#refuse(turn.id, error.problem);
      else if (error instanceof ApiError || error instanceof EventStreamError) this.#turn(turn.id, brokenOff);
      else throw error;
    } finally {
      clearTimeout(silence);
      if (this.#running === leave) this.#running = null;
    }
  }

  #questionOf({ question, about }: Turn): GuideQuestion {
    const { id, wish } = this.store.value;
    return {
      question, sittingId: id, tone: wish, userDescription: about?.text ?? null,
      useDescription: wish === null && (about !== null || this.mayUseDescriber),
    };
  }

  #refuse(id: number, problem: Problem): void {
    this.#turn(id, (turn) => ({ ...turn, state: turn.text === '' ? 'refused' : 'interrupted', problem }));
  }

  #turn(id: number, change: (turn: Turn) => Turn): void {
    this.#change({ turns: this.store.value.turns.map((turn) => (turn.id === id ? change(turn) : turn)) });
  }

  #change(change: Partial<SittingState>): void {
    this.store.update((state) => ({ ...state, ...change }));
  }
}

function fresh(): SittingState {
  return { id: newId(), turns: [], wish: null, about: null };
}

async function close(id: string): Promise<void> {
  try {
    await closeSitting(id);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    console.warn('The server could not be told to forget a sitting; it does so by itself after its idle time.', error);
  }
}
