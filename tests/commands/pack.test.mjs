// Goal: the npm package is whole: it runs without anything else, in plain Node, and the samples run on it against the server.
// Method: eng/pack, then the package is unpacked into a folder of its own where nothing else could be found.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { startServer } from './server.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'attune-pack-'));
const installed = join(folder, 'node_modules', '@attune', 'client');
let server;

before(async () => {
  server = await startServer();
  const packed = spawnSync(join(root, 'eng/pack'), ['typescript'], { encoding: 'utf8', timeout: 120_000 });
  assert.equal(packed.status, 0, packed.stderr);
  const archive = packed.stdout.trim().split('\n').find((path) => path.includes('attune-client-'));
  mkdirSync(installed, { recursive: true });
  const unpacked = spawnSync('tar', ['-xzf', archive, '-C', installed, '--strip-components=1'], { encoding: 'utf8' });
  assert.equal(unpacked.status, 0, unpacked.stderr);
});
after(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true });
});

/** Node before 22.18 does not read TypeScript, and 20 keeps its WebSocket behind a flag. */
function sample(name) {
  const typescript = createRequire(join(root, 'clients/typescript/package.json'))('typescript');
  const source = readFileSync(join(root, 'samples', name), 'utf8');
  const { outputText } = typescript.transpileModule(source, { compilerOptions: { target: 'ES2022', module: 'ESNext' } });
  const path = join(folder, name.replace('.ts', '.mjs'));
  writeFileSync(path, outputText);
  return path;
}

function run(path, ...words) {
  return spawn(process.execPath, ['--experimental-websocket', path, ...words],
    { env: { ...process.env, ATTUNE_URL: server.url }, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function firstLines(child, count) {
  let said = '';
  for await (const text of child.stdout) {
    said += text;
    if (said.split('\n').length > count) break;
  }
  return said.split('\n').slice(0, count);
}

test('the package holds what it needs and depends on nothing', () => {
  const { dependencies, exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  assert.equal(dependencies, undefined);
  for (const { types, default: code } of Object.values(exports)) {
    for (const path of [types, code]) assert.ok(readFileSync(join(installed, path)).length > 0, path);
  }
  assert.match(readFileSync(join(installed, 'README.md'), 'utf8'), /# Attune client/);
});

test('the sample that receives shows what was published before and after it came', async () => {
  const publish = (data) => fetch(`${server.url}/v2/realtime/publish`,
    { method: 'POST', body: JSON.stringify({ service: 'room:sample', type: 'chat', data }) });
  await publish('before');
  const child = run(sample('receive.ts'), 'room:sample');
  try {
    const lines = firstLines(child, 2);
    // Published while the sample starts, it is shown all the same.
    await publish('after');
    const [before, after_] = await lines;
    assert.equal(before, '1 replayed chat "before"');
    assert.match(after_, /^2 (live|replayed) chat "after"$/);
  } finally {
    child.kill();
  }
});

test('the sample that feeds writes a stream which is complete', async () => {
  const child = run(sample('feed.ts'), 'sample-stream');
  assert.match((await firstLines(child, 1))[0], /^sample-stream: \d+ bytes, complete$/);
  const text = await (await fetch(`${server.url}/v2/realtime/streams/sample-stream`)).text();
  assert.match(text, /misses a word\. $/);
});

test('the NuGet packages hold the assemblies, their documentation and the readme, in the version of the product', () => {
  const packed = spawnSync(join(root, 'eng/pack'), ['dotnet'], { encoding: 'utf8', timeout: 300_000 });
  assert.equal(packed.status, 0, packed.stderr);
  const [, version] = /<VersionPrefix>(.*)<\/VersionPrefix>/.exec(readFileSync(join(root, 'Directory.Build.props'), 'utf8'));
  const paths = packed.stdout.trim().split('\n');
  for (const name of ['Attune.Client', 'Attune.Contracts']) {
    const path = paths.find((one) => one.endsWith(`/${name}.${version}.nupkg`));
    assert.ok(path, `${name} is missing in ${packed.stdout}`);
    // The directory at the end of an archive names its files as they are.
    const archive = readFileSync(path, 'latin1');
    for (const file of [`lib/net10.0/${name}.dll`, `lib/net10.0/${name}.xml`]) assert.ok(archive.includes(file), file);
    if (name === 'Attune.Client') assert.ok(archive.includes('README.md'));
  }
});
