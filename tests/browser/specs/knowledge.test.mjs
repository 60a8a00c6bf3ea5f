// The documents: search, import with honest refusals, nothing in a document is executed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../support/attuneServer.mjs';
import { openConsole } from '../support/console.mjs';
import { handbook, hostileHtml } from '../support/documents.mjs';
import { onStage } from '../support/stage.mjs';

describe('knowledge', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage));

  const open = () => openConsole(browser, server, { path: '/knowledge' });
  const give = (page, ...files) => page.setInputFiles('input[type=file]', files);
  const text = (name, content, mimeType = 'text/plain') => ({ name, mimeType, buffer: Buffer.from(content) });

  it('takes several files one after another and finds a passage by its words', async () => {
    const page = await open();
    await give(page, text(`${handbook.name}.md`, handbook.text, 'text/markdown'), text('tides.txt', 'High tide comes at noon.'));
    await page.getByTestId('document').filter({ hasText: handbook.name }).waitFor();
    await page.getByTestId('document').filter({ hasText: 'tides' }).waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('bicycle deposit');
    const hit = page.getByTestId('hit').filter({ hasText: handbook.name }).first();
    await hit.waitFor();
    assert.ok(await hit.locator('mark').count() > 0, 'What fits has to be marked.');
    await hit.click();
    const passage = page.getByTestId('passage');
    await passage.getByTestId('quote').first().waitFor();
    assert.match((await passage.getByTestId('quote').allTextContents()).join(' '), /deposit of forty euros/);
    assert.match(page.url(), /\/knowledge\/.+/);
    await page.reload();
    await passage.getByText('Harbour House handbook').first().waitFor();
    assert.deepEqual(page.mistakes, []);
  });

  it('refuses what is no text, and a file of 50 MB, with words that help', async () => {
    const page = await open();
    await give(page, text('broken.pdf', '%PDF-1.7 x', 'application/pdf'));
    await page.locator('[data-testid="import"][data-state="failed"]').filter({ hasText: 'The PDF is damaged' }).waitFor();
    await give(page, text('picture.txt', 'P\0NG'));
    await page.locator('[data-testid="import"][data-state="refused"]').filter({ hasText: 'Not a text file' }).waitFor();
    // Written in the page: Playwright hands over no file that large.
    await page.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(50 * 1024 * 1024).fill(120)], 'enormous.txt', { type: 'text/plain' }));
      dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    });
    await page.locator('[data-testid="import"][data-state="refused"]').filter({ hasText: 'Larger than 5 MB' }).waitFor();
    await page.locator('[data-testid="import"]').filter({ hasText: 'enormous' }).getByRole('button', { name: 'Dismiss' }).click();
    await page.locator('[data-testid="import"]').filter({ hasText: 'enormous' }).waitFor({ state: 'detached' });
    await give(page, text('small.txt', 'The kiosk sells stamps.'));
    await page.getByTestId('document').filter({ hasText: 'small' }).waitFor();
  });

  it('executes nothing that stands in an HTML document', async () => {
    const page = await open();
    await page.evaluate(() => {
      globalThis.executed = [];
    });
    await give(page, text('hostile.html', hostileHtml, 'text/html'));
    const document = page.getByTestId('document').filter({ hasText: 'hostile' });
    await document.waitFor();
    await document.getByRole('button').first().click();
    await page.getByTestId('passage').getByText('The harbour master is called Wilhelmina.').waitFor();
    assert.deepEqual(await page.evaluate(() => globalThis.executed), []);
    assert.equal(await page.getByTestId('passage').locator('script, iframe, img, a[href^="javascript"]').count(), 0);
    assert.doesNotMatch(await page.getByTestId('passage').textContent(), /executed\.push/);
    assert.deepEqual(page.mistakes, []);
  });

  it('deletes a document after asking', async () => {
    const page = await open();
    await server.post('/v1/knowledge/documents', { name: 'Short-lived', text: 'The wine cellar is below the boathouse.' });
    await page.reload();
    await page.getByRole('button', { name: 'Delete Short-lived' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Delete Short-lived' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByTestId('document').filter({ hasText: 'Short-lived' }).waitFor({ state: 'detached' });
    const { items } = await server.get('/v1/knowledge/documents?limit=100');
    assert.equal(items.some(({ name }) => name === 'Short-lived'), false);
  });

  it('says that nothing was lost when the server is away in the middle of an import', async () => {
    const page = await open();
    await server.kill();
    await give(page, text('later.txt', 'The ferry leaves at dawn.'));
    const row = page.getByTestId('import').filter({ hasText: 'later' });
    await row.getByText('Nothing was lost').waitFor();
    await server.restart();
    await row.getByRole('button', { name: 'Try again' }).click();
    await page.getByTestId('document').filter({ hasText: 'later' }).waitFor();
    const stored = await until('the document is stored once', 10_000, async () =>
      (await server.get('/v1/knowledge/documents?limit=100')).items.filter(({ name }) => name === 'later'));
    assert.equal(stored.length, 1);
  });
});
