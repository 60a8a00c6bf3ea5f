// Goal: every line of docs/API_EXAMPLES.md works as it stands.
// Method: the blocks are run in their order, with the address changed; ids in capitals are taken from the answers before.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { startServer } from './server.mjs';

const root = resolve(import.meta.dirname, '../..');
const writtenAddress = '127.0.0.1:8080';
const text = readFileSync(join(root, 'docs/API_EXAMPLES.md'), 'utf8');
const wrongOnPurpose = '## When it goes wrong';
const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)]
  .map((match) => ({ block: match[1].trim(), isWrong: match.index > text.indexOf(wrongOnPurpose) }));
const idPattern = /[A-Z]+_ID\b/g;

let server;

before(async () => {
  server = await startServer();
});

after(() => server?.stop());

/** What later examples call REPLY_ID, CONVERSATION_ID and so on. */
function remember(ids, output) {
  for (const [, name, id] of output.matchAll(/"(replyId|messageId|streamId)":"([^"]+)"/g)) {
    ids.set(`${name.slice(0, -2).toUpperCase()}_ID`, id);
  }

  const opened = /"id":"([^"]+)","topic":"conversation:/.exec(output);
  if (opened) ids.set('CONVERSATION_ID', opened[1]);
}

test('every example of docs/API_EXAMPLES.md is answered as the text says', async () => {
  assert.ok(blocks.length >= 10 && blocks.some(({ isWrong }) => isWrong), `Only ${blocks.length} examples were found.`);
  const ids = new Map();
  for (const { block, isWrong } of blocks) {
    const command = block.replaceAll(writtenAddress, new URL(server.url).host)
      .replaceAll(idPattern, (name) => ids.get(name) ?? assert.fail(`Nothing before '${block}' gives ${name}.`));
    const { stdout } = await promisify(execFile)('bash', ['-ec', command], { cwd: root });
    assert.equal(stdout.includes('"whatToDo"'), isWrong, `'${command}' was answered with ${stdout}`);
    remember(ids, stdout);
  }
});
