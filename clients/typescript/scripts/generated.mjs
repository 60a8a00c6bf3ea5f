// Writes a generated file, or with --check only says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The root of the repository. */
export const repository = join(home, '..', '..');

/** @param name the file below src/protocol/generated @param wanted its content */
export function writeOrCheck(name, wanted) {
  const target = join(home, 'src', 'protocol', 'generated', name);
  if (!process.argv.includes('--check')) {
    writeFileSync(target, wanted);
    console.log(`Wrote ${target}`);
    return;
  }
  let found = '';
  try {
    found = readFileSync(target, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  if (found !== wanted) {
    console.error(`clients/typescript/src/protocol/generated/${name} is not up to date.\n`
      + 'Run `npm run generate` in clients/typescript and commit the result.');
    process.exit(1);
  }
  console.log(`${name} is up to date.`);
}

export function quote(text) {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
