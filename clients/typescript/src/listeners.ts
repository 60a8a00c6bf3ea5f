/** A set of callbacks. One that throws does not keep the others from being told: its error is reported asynchronously. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();

  /** @returns Call it to stop listening. */
  add(listener: (value: T) => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(value: T): void {
    for (const listener of [...this.#all]) call(listener, value);
  }
}

/** Calls back into the application. Its bug must not break the protocol, and must not be swallowed either. */
export function call<T>(callback: ((value: T) => void) | undefined, value: T): void {
  try {
    callback?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
