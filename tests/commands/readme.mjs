// The examples of README.md as they stand there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const writtenAddress = '127.0.0.1:8080';
const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');

/**
 * The one example that starts in this way, with only the address changed.
 * @param {string} start how it starts
 * @param {string} url the server that it is run against
 */
export function readmeExample(start, url) {
  const blocks = [...readme.matchAll(/```bash\n([\s\S]*?)```/g)].map((match) => match[1].trim());
  const found = blocks.filter((block) => block.startsWith(start));
  assert.equal(found.length, 1, `README.md must hold exactly one example that starts with '${start}'.`);
  return found[0].replaceAll(writtenAddress, new URL(url).host);
}
