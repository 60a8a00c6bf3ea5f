// eng/install-describer with stand-ins for npm: it installs nothing unless told, and says what went wrong.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const installer = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'eng', 'install-describer');

describe('eng/install-describer', () => {
  const folders = [];

  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  /** A data folder, and an npm that does as told and leaves a mark when it was called. */
  function stage(npm) {
    const folder = mkdtempSync(join(tmpdir(), 'attune-describer-'));
    folders.push(folder);
    const bin = join(folder, 'bin');
    const data = join(folder, 'data');
    mkdirSync(bin);
    mkdirSync(data);
    writeFileSync(join(bin, 'npm'), `#!/bin/sh\ntouch '${folder}/called'\n${npm}\n`);
    chmodSync(join(bin, 'npm'), 0o755);
    const run = (...more) => spawnSync(installer, ['--data', data, ...more], {
      encoding: 'utf8', env: { ...process.env, PATH: `${bin}:${process.env.PATH}` },
    });
    return { data, run, wasCalled: () => existsSync(join(folder, 'called')), installed: join(data, 'describer') };
  }

  it('says what it would fetch, from whom and under which terms, and fetches nothing', () => {
    const { run, wasCalled, installed } = stage('exit 0');
    const { status, stdout, stderr } = run();
    assert.equal(status, 1);
    const told = ['@vladmandic/human', 'MIT License', 'MediaPipe', 'Apache License 2.0', 'HSE_FaceRec_tf', 'VGGFace2'];
    for (const word of [...told, 'IMDB-WIKI']) assert.ok(stdout.includes(word), word);
    assert.match(stderr, /Nothing was installed\. To install it: eng\/install-describer --yes/);
    assert.equal(wasCalled(), false);
    assert.equal(existsSync(installed), false);
  });

  it('says so when the network does not allow it, and leaves nothing behind', () => {
    const { run, wasCalled, installed } = stage('echo "npm error code ECONNREFUSED" >&2\nexit 1');
    const { status, stderr } = run('--yes');
    assert.equal(status, 1);
    assert.ok(wasCalled());
    assert.match(stderr, /ECONNREFUSED/);
    assert.match(stderr, /could not be fetched\. This needs a network that reaches an npm registry/);
    assert.equal(existsSync(installed), false);
  });

  it('installs nothing but the package that was looked at', () => {
    const { run, installed } = stage('while [ "$1" != --pack-destination ]; do shift; done; echo other >"$2/other.tgz"');
    const { status, stderr } = run('--yes');
    assert.equal(status, 1);
    assert.match(stderr, /its SHA-512 differs\. Nothing was installed\./);
    assert.equal(existsSync(installed), false);
  });

  it('takes away what was installed', () => {
    const { run, wasCalled, installed } = stage('exit 0');
    mkdirSync(join(installed, 'models'), { recursive: true });
    writeFileSync(join(installed, 'describer.json'), '{}');
    assert.equal(run('--remove').status, 0);
    assert.equal(existsSync(installed), false);
    assert.equal(wasCalled(), false);
  });

  it('refuses what it does not understand, and a data folder that is not there', () => {
    const { run, data, wasCalled } = stage('exit 0');
    assert.match(run('--force').stderr, /'--force' is not understood/);
    rmSync(data, { recursive: true });
    assert.match(run('--yes').stderr, /There is no data folder/);
    assert.equal(wasCalled(), false);
  });
});
