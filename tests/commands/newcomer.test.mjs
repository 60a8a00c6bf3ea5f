// Goal: a newcomer who follows README.md from `./run` to the first cited answer gets one, well within five minutes.
// Method: the command and the lines of the README are run as they stand. The build is done already when this runs;
// bench/first-answer/run times the same steps in a fresh clone.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { readmeExample } from './readme.mjs';
import { startCommand } from './server.mjs';

const root = resolve(import.meta.dirname, '../..');
const limitMs = 300_000;

// proves: D-20
test('the steps of the README lead from ./run to a cited answer', { timeout: limitMs }, async (context) => {
  const started = performance.now();
  const server = await startCommand(join(root, 'run'), [], limitMs);
  try {
    const steps = readmeExample('curl -s http://127.0.0.1:8080/v1/knowledge', server.url);
    const { stdout } = await promisify(execFile)('bash', ['-ec', steps], { cwd: root });
    context.diagnostic(`from ./run to the cited answer: ${((performance.now() - started) / 1000).toFixed(1)} s, built before`);

    const [question, answer] = JSON.parse(stdout.trim().split('\n').at(-1)).items;
    assert.equal(question.text, 'When does the lighthouse open?');
    assert.match(answer.text, /half past nine.*\[1\]/s);
    assert.deepEqual(answer.citations.map((citation) => [citation.number, citation.documentName]), [[1, 'lighthouse']]);
    assert.match(answer.citations[0].quote, /opens at half past nine from April to October/);
  } finally {
    await server.stop();
  }
});
