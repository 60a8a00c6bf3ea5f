// Goal: a second start finds what the first one made, and cleaning never takes a program away from under a running process.
// Method: the functions of eng/lib are sourced by a shell and work in a folder of their own.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const library = resolve(import.meta.dirname, '../../eng/lib');

/** Runs lines of shell in an empty folder that stands for the repository. */
function inEmptyRepository(lines) {
  const folder = mkdtempSync(join(tmpdir(), 'attune-commands-'));
  try {
    const script = ['set -euo pipefail', `for part in steps tools publish suites; do source "${library}/$part.sh"; done`,
      `root=${folder} artifacts=${folder}/artifacts logs=${folder}/artifacts/logs publish_root=${folder}/artifacts/publish`,
      `cd ${folder}`, ...lines].join('\n');
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8', timeout: 60_000 });
    return { status, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function published(name, age) {
  return `mkdir -p $publish_root/${name}; cp /bin/true $publish_root/${name}/attune; : >$publish_root/${name}/.in-use;`
    + ` touch -d '${age} minutes ago' $publish_root/${name}`;
}

test('the name of a state of the sources follows their content and not their dates', () => {
  const { stdout } = inEmptyRepository([
    'mkdir src; echo a >src/One.cs; hash_of src', 'touch -d yesterday src/One.cs; hash_of src', 'echo b >src/One.cs; hash_of src',
    'mkdir src/node_modules; echo c >src/node_modules/x; hash_of src nowhere',
    'mv src/One.cs src/Two.cs; hash_of src']);

  const [first, touched, changed, besides, renamed] = stdout.trim().split('\n');
  assert.match(first, /^[0-9a-f]{16}$/);
  assert.equal(touched, first);
  assert.notEqual(changed, first);
  assert.equal(besides, changed);
  assert.notEqual(renamed, changed);
});

test('old programs are removed except the two used last', () => {
  const { stdout, stderr } = inEmptyRepository([
    published('a', 40), published('b', 30), published('c', 20), published('d', 10), 'use_published a', 'exec 8<&-',
    'remove_old_published', 'ls $publish_root']);

  assert.deepEqual(stdout.trim().split('\n'), ['a', 'd'], stderr);
});

test('a program that runs is never removed, however old it is', () => {
  const { stdout, stderr } = inEmptyRepository([
    published('old', 40), 'use_published old; sleep 30 & running=$!; exec 8<&-', 'touch -d "40 minutes ago" $publish_root/old',
    published('c', 20), published('d', 10), 'remove_old_published; ls $publish_root',
    'kill $running; wait $running || true', 'remove_old_published; echo then; ls $publish_root']);

  assert.deepEqual(stdout.trim().split('\n'), ['c', 'd', 'old', 'then', 'c', 'd'], stderr);
});

test('a folder that is not complete is not used', () => {
  const { status } = inEmptyRepository(['mkdir -p $publish_root/half; use_published half']);

  assert.equal(status, 1);
});

test('whoever comes second waits for the build and says so', () => {
  const { stdout, stderr } = inEmptyRepository([
    'lock_build', ': >said; (exec 9>&-; lock_build; echo second) 2>said & waiting=$!',
    'until grep -q "waiting for it" said; do kill -0 $waiting; done',
    'echo first; unlock_build; wait $waiting']);

  assert.equal(stdout, 'first\nsecond\n', stderr);
});

test('a step that fails shows the end of its log and where the whole of it is', () => {
  const { status, stdout, stderr } = inEmptyRepository([
    'step "do the thing" bash -c "echo the reason; exit 7"', 'echo not reached']);

  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /the reason/);
  assert.match(stderr, /'do the thing' failed \(exit code 7\).*do-the-thing\.log/);
});

test('an unknown project is refused with the names there are', () => {
  const { status, stderr } = inEmptyRepository([
    'mkdir -p tests/Attune.One.Tests; touch tests/Attune.One.Tests/Attune.One.Tests.csproj', 'choose_suites two']);

  assert.equal(status, 1);
  assert.match(stderr, /There is no test project 'two'.*Attune\.One\.Tests/);
});

for (const name of ['One', 'one', 'Attune.One.Tests', 'attune.one']) {
  test(`a project can be named ${name}`, () => {
    const { stdout, stderr } = inEmptyRepository([
      'mkdir -p tests/Attune.One.Tests; touch tests/Attune.One.Tests/Attune.One.Tests.csproj',
      `choose_suites ${name}; printf '%s\\n' "\${suites[@]}"`]);

    assert.equal(stdout, 'Attune.One.Tests dotnet tests/Attune.One.Tests/Attune.One.Tests.csproj\n', stderr);
  });
}

const aptAsRoot = [
  'mkdir bin; printf "#!/bin/sh\\necho apt-get \\$* >>$PWD/asked\\n" >bin/apt-get; chmod +x bin/apt-get; PATH=$PWD/bin:$PATH',
  'has_package() { false; }', 'find_chromium() { false; }'];

test('what is missing is installed by root, and only that', () => {
  const { stdout, stderr } = inEmptyRepository([...aptAsRoot,
    'id() { echo 0; }', 'has_package() { [ "$1" = fonts-liberation ]; }', 'need_browser; cat asked']);

  assert.deepEqual(stdout.trim().split('\n'),
    ['apt-get update -q', 'apt-get install -qy --no-install-recommends chromium fonts-noto-cjk'], stderr);
});

test('nothing is asked for when everything is there', () => {
  const { stdout } = inEmptyRepository([...aptAsRoot,
    'has_package() { true; }', 'find_chromium() { echo /usr/bin/chromium; }', 'need_browser; ls']);

  assert.equal(stdout.trim(), 'bin');
});

test('without root and sudo the exact command is told', () => {
  const { status, stderr } = inEmptyRepository([...aptAsRoot,
    'id() { echo 1000; }', 'sudo() { return 1; }', 'need_browser']);

  assert.equal(status, 1);
  assert.match(stderr, /Please run: sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium fonts/);
});
