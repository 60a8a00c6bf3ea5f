import { useEffect } from 'react';
import { Store } from '../store.ts';

/** Something a user can do from the palette or by a key. */
export interface Command {
  /** Stable, for example `guide.stop`. */
  id: string;
  /** In the user's language. */
  name: string;
  /** One key (`p`), a sequence (`g l`) or `mod+k`. */
  keys?: string;
  run(): void;
}

/** Everything that can be done now, by id. */
export const commands = new Store<ReadonlyMap<string, Command>>(new Map());

/** Offers commands while the component is mounted. Pass a memoised list. */
export function useCommands(offered: readonly Command[]): void {
  useEffect(() => {
    commands.update((before) => new Map([...before, ...offered.map((command) => [command.id, command] as const)]));
    return () => {
      commands.update((before) => {
        const after = new Map(before);
        for (const command of offered) if (after.get(command.id) === command) after.delete(command.id);
        return after;
      });
    };
  }, [offered]);
}
