// Clones the committed state into an empty folder, starts it with ./run, which builds everything, and runs the README's lines
// to the first cited answer. What the machine has fetched before (packages of NuGet, npm and Debian) is not fetched again.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readmeExample } from '../../tests/commands/readme.mjs';
import { startCommand } from '../../tests/commands/server.mjs';

const limitMs = 1_800_000;
const goalSeconds = 300;
const root = resolve(import.meta.dirname, '../..');
const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
const folder = mkdtempSync(join(tmpdir(), 'attune-clone-'));
try {
  const started = performance.now();
  const seconds = () => Number(((performance.now() - started) / 1000).toFixed(1));
  execFileSync('git', ['clone', '--quiet', root, folder]);
  const server = await startCommand(join(folder, 'run'), [], limitMs);
  const ready = seconds();
  const steps = readmeExample('curl -s http://127.0.0.1:8080/v1/knowledge', server.url);
  const output = execFileSync('bash', ['-ec', steps], { cwd: folder, encoding: 'utf8' });
  const answered = seconds();
  await server.stop();
  const answer = JSON.parse(output.trim().split('\n').at(-1)).items[1];
  const isCited = answer.citations.length > 0;
  console.log(`ready        ${ready} s after the clone began`);
  console.log(`answer       ${answered} s: ${answer.text}`);
  console.log(`verdict      ${isCited && answered < goalSeconds ? 'holds' : 'MISSED'} (a cited answer within ${goalSeconds} s)`);
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({
      name: 'first-answer', commit, machine: `${process.platform}, ${cpus().length} CPUs`,
      data: { name: 'README.md' }, metrics: { readySeconds: ready, answerSeconds: answered, cited: isCited ? 1 : 0 },
    }));
  }

  process.exitCode = isCited && answered < goalSeconds ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
