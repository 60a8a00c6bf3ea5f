// The main job: bring documents in, ask in both languages, check the cited passage.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../support/attuneServer.mjs';
import { answerText, ask, conversationIdOf, keptReply, messagesOf, openConsole, reaches } from '../support/console.mjs';
import { handbook, handbookChinese } from '../support/documents.mjs';
import { onStage } from '../support/stage.mjs';

describe('the guide', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage));

  async function citedDocument(page, turn) {
    await turn.getByTestId('answer').getByRole('button').first().click();
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
    const turn = await ask(page, 'How do I start Attune?');
    await reaches(turn, 'complete');
    const reply = await keptReply(server, turn);
    assert.equal(await answerText(turn), reply.text);
    assert.equal(await turn.getByRole('listitem').count(), reply.citations.length);
  });

  it('says honestly when nothing was found', async () => {
    const page = await openConsole(browser, server);
    const turn = await ask(page, 'Which zebra won the chess tournament on Jupiter?');
    await reaches(turn, 'complete');
    await turn.getByText('Not in your documents').waitFor();
    await turn.getByRole('button', { name: 'Add a document' }).waitFor();
  });

  it('stops an answer and keeps what was written, also over a reload, and writes it anew when asked', async () => {
    const page = await openConsole(browser, server);
    const turn = await ask(page, 'How are answers found?');
    await until('some text is there', 10_000, async () => (await answerText(turn)).length > 20);
    await turn.getByRole('button', { name: 'Stop' }).click();
    await reaches(turn, 'cancelled');
    const stopped = await answerText(turn);
    const reply = await keptReply(server, turn);
    assert.equal(reply.state, 'cancelled');
    assert.equal(stopped, reply.text);
    await page.reload();
    await reaches(page.getByTestId('turn').last(), 'cancelled');
    const again = page.getByTestId('turn').last();
    assert.equal(await answerText(again), stopped);

    await again.getByRole('button', { name: 'Try again' }).click();
    await reaches(again, 'complete');
    const whole = await answerText(again);
    assert.ok(whole.startsWith(stopped) && whole.length > stopped.length, `${stopped.length} of ${whole.length}`);
    assert.equal((await messagesOf(server, page)).length, 2, 'The stopped answer has to be replaced, not kept beside.');
  });

  it('begins new conversations and finds the earlier ones again', async () => {
    const page = await openConsole(browser, server);
    await reaches(await ask(page, 'What is a topic?'), 'complete');
    const first = await conversationIdOf(page);
    await page.getByRole('button', { name: 'New conversation' }).click();
    await page.getByRole('heading', { name: 'What would you like to know?' }).waitFor();
    await reaches(await ask(page, 'What is a session?'), 'complete');
    assert.notEqual(await conversationIdOf(page), first);
    assert.equal(await page.getByTestId('turn').count(), 1);
    await page.getByRole('tab', { name: 'Earlier' }).click();
    await page.getByTestId('conversation').filter({ hasText: 'What is a topic?' }).getByRole('link').click();
    await page.getByTestId('message').filter({ hasText: 'What is a topic?' }).waitFor();
    assert.equal(await conversationIdOf(page), first);
    // The start page leads back to where this browser was.
    await page.goto(`${server.url}/`);
    await page.getByTestId('message').filter({ hasText: 'What is a topic?' }).waitFor();
  });

  it('shows the quote of an answer whose document was deleted since', async () => {
    const page = await openConsole(browser, server);
    await server.post('/v1/knowledge/documents', { name: 'Short-lived', text: 'The password of the wine cellar is periwinkle.' });
    await page.reload();
    const turn = await ask(page, 'What is the password of the wine cellar?');
    await reaches(turn, 'complete');
    await page.getByRole('button', { name: 'Delete Short-lived' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByTestId('document').filter({ hasText: 'Short-lived' }).waitFor({ state: 'detached' });
    await turn.getByTestId('answer').getByRole('button').first().click();
    await page.getByTestId('passage').getByText('has been deleted since').waitFor();
    await page.getByTestId('passage').getByText('periwinkle').waitFor();
  });
});
