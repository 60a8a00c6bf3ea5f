import { errorCodes } from './protocol/generated/codes.ts';

/** Gives the token to connect with; null for none. */
export type TokenSource = () => string | null | Promise<string | null>;

/** The token of one connection: asked for before each attempt, and when the server says that it ends soon. */
export class Tokens {
  readonly #source: TokenSource | undefined;
  #current: string | null = null;

  constructor(source: TokenSource | undefined) {
    this.#source = source;
  }

  /** False where nobody would give another one. */
  get areGiven(): boolean {
    return this.#source !== undefined;
  }

  get current(): string | null {
    return this.#current;
  }

  /** @throws What the application's source throws. */
  async renew(): Promise<string | null> {
    if (this.#source) this.#current = await this.#source();
    return this.#current;
  }
}

/** True for the name of an error or a close that another token may help against. */
export function isAboutToken(name: string): boolean {
  return name === 'unauthorized' || (name in errorCodes && errorCodes[name as keyof typeof errorCodes].status === 401);
}
