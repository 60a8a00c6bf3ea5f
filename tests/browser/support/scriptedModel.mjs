import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A stand-in for a language model, as the program itself offers one. Its models are named after what they do. */
export class ScriptedModel {
  #process;

  constructor(child, url) {
    this.#process = child;
    this.url = url;
  }

  static async start() {
    const child = spawn(process.env.ATTUNE_PROGRAM, ['scripted-model'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const [line] = await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`The scripted model ended with code ${code}.`);
      }),
    ]);
    return new ScriptedModel(child, JSON.parse(line).url);
  }

  async stop() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await exited;
  }
}
