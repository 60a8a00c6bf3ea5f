// The main job: bring documents in, ask in both languages, check the cited passage.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AttuneServer, until } from '../support/attuneServer.mjs';
import { answerText, ask, launch, openConsole, reaches } from '../support/console.mjs';
import { handbook, handbookChinese } from '../support/documents.mjs';

describe('the guide', () => {
  let browser;
  let server;

  before(async () => {
    server = await AttuneServer.start();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function citedDocument(page, exchange) {
    await exchange.getByTestId('answer').getByRole('button').first().click();
    const passage = page.getByTestId('passage');
    await passage.waitFor();
    const quote = passage.getByTestId('quote').first();
    await quote.waitFor();
    return { name: await passage.getByRole('heading').first().textContent(), quote: await quote.textContent(), passage };
  }

  it('imports a file, a pasted text and a dropped file, and answers from them with the right passage', async () => {
    const page = await openConsole(browser, server);
    await page.setInputFiles('input[type=file]', {
      name: `${handbook.name}.md`, mimeType: 'text/markdown', buffer: Buffer.from(handbook.text),
    });
    await page.getByTestId('document').filter({ hasText: handbook.name }).waitFor();

    await page.getByRole('button', { name: 'Paste text' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Text' }).fill(handbookChinese.text);
    await dialog.getByRole('button', { name: 'Import' }).click();
    await page.getByTestId('document').filter({ hasText: handbookChinese.name }).waitFor();

    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['The lighthouse keeper is called Ottilie.'], 'lighthouse.txt', { type: 'text/plain' }));
      return transfer;
    });
    await page.dispatchEvent('body', 'drop', { dataTransfer: dropped });
    await page.getByTestId('document').filter({ hasText: 'lighthouse' }).waitFor();

    const english = await ask(page, 'When does the sauna open?');
    await reaches(english, 'complete');
    assert.match(await answerText(english), /opens at 15:00/);
    const first = await citedDocument(page, english);
    assert.equal(first.name, handbook.name);
    assert.match(first.quote, /sauna on the fourth floor opens at 15:00/);

    const chinese = await ask(page, '腳踏車的押金是多少？');
    await reaches(chinese, 'complete');
    assert.match(await answerText(chinese), /一千五百元/);
    const second = await citedDocument(page, chinese);
    assert.equal(second.name, handbookChinese.name);
    assert.match(second.quote, /押金一千五百元/);
    assert.deepEqual(page.mistakes, []);
  });

  it('shows the answer exactly as the server keeps it', async () => {
    const page = await openConsole(browser, server);
    const exchange = await ask(page, 'How do I start Attune?');
    await reaches(exchange, 'complete');
    const reply = await server.get(`/v1/replies/${await exchange.getAttribute('data-reply')}`);
    assert.equal(await answerText(exchange), reply.text);
    assert.equal(await exchange.getByRole('listitem').count(), reply.citations.length);
  });

  it('says honestly when nothing was found', async () => {
    const page = await openConsole(browser, server);
    const exchange = await ask(page, 'Which zebra won the chess tournament on Jupiter?');
    await reaches(exchange, 'complete');
    await exchange.getByText('Not in your documents').waitFor();
    await exchange.getByRole('button', { name: 'Add a document' }).waitFor();
  });

  it('stops an answer and keeps what was written, also over a reload', async () => {
    const page = await openConsole(browser, server);
    const exchange = await ask(page, 'How are answers found?');
    await until('some text is there', 10_000, async () => (await answerText(exchange)).length > 20);
    const path = `/v1/replies/${await exchange.getAttribute('data-reply')}`;
    const composed = (await server.get(path)).text;
    await exchange.getByRole('button', { name: 'Stop' }).click();
    await reaches(exchange, 'cancelled');
    const stopped = await answerText(exchange);
    const reply = await server.get(path);
    assert.equal(reply.state, 'cancelled');
    assert.equal(stopped, reply.text);
    assert.ok(composed.startsWith(stopped) && stopped.length < composed.length, `${stopped.length} of ${composed.length}`);
    await page.reload();
    await reaches(page.getByTestId('exchange').last(), 'cancelled');
    assert.equal(await answerText(page.getByTestId('exchange').last()), stopped);
  });

  it('refuses what is no text with words that help', async () => {
    const page = await openConsole(browser, server);
    await page.setInputFiles('input[type=file]', {
      name: 'scan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 x'),
    });
    await page.locator('[data-testid="import"][data-state="refused"]').filter({ hasText: 'PDF is not read yet' }).waitFor();
  });

  it('deletes a document after asking, and shows the quote of an answer that cited it', async () => {
    const page = await openConsole(browser, server);
    await server.post('/v1/knowledge/documents', { name: 'Short-lived', text: 'The password of the wine cellar is periwinkle.' });
    await page.reload();
    const exchange = await ask(page, 'What is the password of the wine cellar?');
    await reaches(exchange, 'complete');
    await page.getByRole('button', { name: 'Delete Short-lived' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByTestId('document').filter({ hasText: 'Short-lived' }).waitFor({ state: 'detached' });
    await exchange.getByTestId('answer').getByRole('button').first().click();
    await page.getByTestId('passage').getByText('has been deleted since').waitFor();
    await page.getByTestId('passage').getByText('periwinkle').waitFor();
  });
});
