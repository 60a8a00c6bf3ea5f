// An answer survives a killed server, a reload, and both: the page ends with the bytes that the server keeps.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AttuneServer, until } from '../support/attuneServer.mjs';
import { answerText, ask, isLive, launch, openConsole, reaches } from '../support/console.mjs';

const questions = {
  English: 'How are answers found and what does Attune do with each document?',
  Chinese: '答案是怎麼找出來的？文件會怎麼切？',
};

describe('an answer', () => {
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

  /** Waits until the page shows between 30 and 70 % of the answer, in bytes. @returns The share that was seen. */
  async function inTheMiddle(exchange) {
    const replyId = await until('the question is handed over', 10_000, () => exchange.getAttribute('data-reply'));
    const reply = await until('the answer is composed', 10_000, async () => {
      const found = await server.get(`/v1/replies/${replyId}`);
      return found.text ? found : null;
    });
    const total = Buffer.byteLength(reply.text);
    const share = await until('the answer is half written', 15_000, async () => {
      const seen = Buffer.byteLength(await answerText(exchange)) / total;
      return seen >= 0.3 ? seen : null;
    });
    assert.ok(share <= 0.7, `The answer was too fast for this test: ${Math.round(share * 100)} % at the first look.`);
    return replyId;
  }

  async function assertWhole(exchange, replyId, question) {
    await reaches(exchange, 'complete');
    const reply = await server.get(`/v1/replies/${replyId}`);
    assert.equal(reply.state, 'complete');
    assert.deepEqual(Buffer.from(await answerText(exchange)), Buffer.from(reply.text));
    const { items } = await server.get('/v1/replies?limit=100');
    assert.equal(items.filter((item) => item.question === question).length, 1, 'One question must have one answer.');
    assert.equal(await exchange.page().getByTestId('exchange').count(), 1);
  }

  for (const [language, question] of Object.entries(questions)) {
    it(`in ${language} is finished byte by byte after the server was killed in its middle`, async () => {
      const page = await openConsole(browser, server);
      const exchange = await ask(page, question);
      const replyId = await inTheMiddle(exchange);
      await server.kill();
      const kept = await answerText(exchange);
      assert.ok(kept.length > 0);
      await page.getByText('The server is away.').waitFor();
      assert.equal(await answerText(exchange), kept, 'Nothing may vanish while the server is away.');
      await server.restart();
      await assertWhole(exchange, replyId, question);
      await isLive(page);
      await page.getByText('The server is away.').waitFor({ state: 'detached' });
      assert.deepEqual(page.mistakes, []);
      await page.context().close();
    });
  }

  it('is finished after the page was reloaded in its middle', async () => {
    const page = await openConsole(browser, server);
    const question = 'What happens after a crash or a power cut?';
    const replyId = await inTheMiddle(await ask(page, question));
    await page.reload();
    await assertWhole(page.getByTestId('exchange').last(), replyId, question);
  });

  it('is finished after the page was reloaded while the server was dead', async () => {
    const page = await openConsole(browser, server);
    const question = 'Where is the data stored and how do I make a backup of it?';
    const exchange = await ask(page, question);
    const replyId = await inTheMiddle(exchange);
    await server.kill();
    const restarted = server.restart();
    await until('the page is back', 30_000, async () => (await server.status('/')) === 200);
    await page.reload();
    await restarted;
    await assertWhole(page.getByTestId('exchange').last(), replyId, question);
  });

  it('comes once to a question that was asked while the server was dead', async () => {
    const page = await openConsole(browser, server);
    const question = 'Who can connect to Attune?';
    await server.kill();
    const exchange = await ask(page, question);
    await exchange.getByText('Your question is kept').waitFor();
    await server.restart();
    const replyId = await until('the question is handed over', 20_000, () => exchange.getAttribute('data-reply'));
    await assertWhole(exchange, replyId, question);
  });

  it('is followed by two pages to the same end', async () => {
    const first = await openConsole(browser, server);
    const question = 'What is a topic and what is an event?';
    const exchange = await ask(first, question);
    const replyId = await until('the question is handed over', 10_000, () => exchange.getAttribute('data-reply'));
    const second = await first.context().newPage();
    await second.goto(server.url);
    await assertWhole(exchange, replyId, question);
    await assertWhole(second.getByTestId('exchange').last(), replyId, question);
  });
});
