// Many files at once, PDF and tables, and the watched folder: progress for all, also for those who do not see it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ask, openConsole, reaches } from '../support/console.mjs';
import { pdfOf } from '../support/pdf.mjs';
import { onStage } from '../support/stage.mjs';

const shots = new URL('../../../artifacts/screenshots/', import.meta.url).pathname;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const canReadPdf = spawnSync('pdftotext', ['-v']).error === undefined;
const folder = mkdtempSync(join(tmpdir(), 'attune-watched-'));

describe('imports', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage), {
    settings: [
      `--Documents:Folder:Path=${folder}`, '--Documents:Folder:SettleMilliseconds=100', '--Documents:Folder:ScanSeconds=1',
    ],
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const open = (options = {}) => openConsole(browser, server, { path: '/knowledge', ...options });
  const give = (page, ...files) => page.setInputFiles('input[type=file]', files);
  const text = (name, content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
  const shoot = async (page, name) => {
    await mkdir(shots, { recursive: true });
    await page.screenshot({ path: join(shots, `${name}.png`) });
  };

  it('counts many files together, tells a screen reader the end, and keeps what failed with its reason', async () => {
    const page = await open();
    const many = Array.from({ length: 20 }, (_, i) => text(`tower ${i}.txt`, `Tower number ${i} is ${i + 10} metres high.`));
    await give(page, ...many, text('broken.csv', 'Tower,Height\n"Skerryvore,48'));
    const summary = page.getByTestId('import-summary');
    await summary.getByText('Done: 21 files, 1 not taken').waitFor();
    await page.getByTestId('live-region').filter({ hasText: 'Done: 21 files, 1 not taken' }).waitFor({ state: 'attached' });
    await page.getByTestId('import').filter({ hasText: 'a quotation mark is not closed' }).waitFor();
    await page.getByTestId('document').filter({ hasText: 'tower 19' }).waitFor();
    assert.equal((await server.get('/v1/knowledge/documents?limit=100')).items.filter(({ builtIn }) => !builtIn).length, 20);
    await shoot(page, 'imports-many-desktop-light-en');
    assert.deepEqual(page.mistakes, []);
  });

  it('shows a bar for all of them while they are sent', async () => {
    const page = await open();
    let release;
    const held = new Promise((resolve) => {
      release = resolve;
    });
    await page.route('**/v1/knowledge/documents', async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    });
    await give(page, text('one.txt', 'The first of two.'), text('two.txt', 'The second of two.'));
    const bar = page.getByRole('progressbar', { name: 'All files' });
    await bar.waitFor();
    assert.equal(await bar.getAttribute('aria-valuenow'), '0');
    await page.getByTestId('import-summary').getByText('0 of 2 files').waitFor();
    release();
    await page.getByTestId('import-summary').getByText('Done: 2 files, 0 not taken').waitFor();
  });

  it('reads a table row by row', async () => {
    const page = await open();
    await give(page, text('lights.csv', 'Light,Range\nBishop Rock,24 miles\nWolf Rock,16 miles\n'));
    await page.getByTestId('document').filter({ hasText: 'lights' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('range of Wolf Rock');
    const hit = page.getByTestId('hit').filter({ hasText: 'lights' }).first();
    await hit.getByText('16 miles').waitFor();
    assert.doesNotMatch(await hit.textContent(), /Bishop/);
  });

  it('reads a PDF document and shows the page in hits and sources', { skip: !canReadPdf && 'pdftotext is missing' }, async () => {
    const page = await open();
    const lines = Array.from({ length: 30 }, (_, i) => `Line ${i} tells of the harbour and its many ships and ropes.`);
    await give(page, {
      name: 'harbour.pdf', mimeType: 'application/pdf',
      buffer: pdfOf(lines, ['The quarantine bell was cast in Ghent in 1788.']),
    });
    await page.getByTestId('document').filter({ hasText: 'harbour' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('quarantine bell Ghent');
    await page.getByTestId('hit').filter({ hasText: 'harbour' }).first().getByText('page 2').waitFor();
    await page.goto(`${server.url}/guide`);
    const turn = await ask(page, 'Where was the quarantine bell cast?');
    await reaches(turn, 'complete');
    await turn.getByRole('region', { name: 'Sources' }).getByText('page 2').waitFor();
    await shoot(page, 'imports-page-desktop-light-en');
    assert.deepEqual(page.mistakes, []);
  });

  it('follows the watched folder without being asked, and says what is not taken', async () => {
    const page = await open();
    await page.locator('[data-testid="folder"][data-state="watching"]').waitFor();
    await mkdir(join(folder, 'rooms'), { recursive: true });
    await writeFile(join(folder, 'rooms', 'library.md'), '# Library\n\nThe library closes at ten.');
    await writeFile(join(folder, 'model.exe'), 'no document');
    await page.getByTestId('server-import').filter({ hasText: 'From the watched folder' }).first().waitFor({ timeout: 20_000 });
    await page.getByTestId('document').filter({ hasText: 'rooms/library' }).waitFor({ timeout: 20_000 });
    const panel = page.getByTestId('folder');
    await panel.getByText('One file is not taken').click();
    const problem = panel.getByTestId('file-problem').filter({ hasText: 'model.exe' });
    await problem.getByText('This kind of file is not read').waitFor();
    await shoot(page, 'imports-folder-desktop-light-en');
    await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id), []);
    await rm(join(folder, 'rooms'), { recursive: true });
    await page.getByTestId('document').filter({ hasText: 'rooms/library' }).waitFor({ state: 'detached', timeout: 20_000 });
    assert.deepEqual(page.mistakes, []);
  });

  it('shows what a program sends, and why some of it is not taken', async () => {
    const page = await open();
    const form = new FormData();
    form.append('files', '2');
    form.append('file', new Blob(['The bakery opens at six.']), 'bakery.txt');
    form.append('file', new Blob(['']), 'nothing.txt');
    const response = await fetch(`${server.url}/v1/knowledge/imports`, { method: 'POST', body: form });
    assert.equal(response.status, 200);
    const row = page.getByTestId('server-import').filter({ hasText: 'Sent by a program' });
    await row.getByText('Done: 2 files, 1 not taken').waitFor();
    await row.getByTestId('file-problem').filter({ hasText: 'nothing.txt' }).getByText('There is no text in it.').waitFor();
    await page.getByTestId('document').filter({ hasText: 'bakery' }).waitFor();
    await row.getByRole('button', { name: 'Dismiss' }).click();
    await row.waitFor({ state: 'detached' });
    assert.deepEqual(page.mistakes, []);
  });

  it('says all of it in Traditional Chinese on a phone', async () => {
    await writeFile(join(folder, 'archive.zip'), 'PK');
    const page = await open({ language: 'zh-Hant', size: 'phone', theme: 'dark' });
    const panel = page.getByTestId('folder');
    await panel.getByText('監看的資料夾').waitFor();
    await panel.getByText(/個檔案沒有收下/).click();
    await panel.getByText('不能讀取這種檔案').first().waitFor({ timeout: 20_000 });
    await give(page, text('燈塔.txt', '東引燈塔建於一九零四年。'), text('空白.md', ' '), text('壞表.csv', 'a,"b'));
    await page.getByTestId('import-summary').getByText('完成：3 個檔案，2 個沒有收下').waitFor();
    await page.getByText('引號沒有成對').waitFor();
    await shoot(page, 'imports-phone-dark-zh-Hant');
    assert.deepEqual(page.mistakes, []);
  });
});
