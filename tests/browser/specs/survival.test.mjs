// An answer survives a killed server, a reload, and both: the page ends with the bytes that the server keeps.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AttuneServer, until } from '../support/attuneServer.mjs';
import {
  answerText, ask, conversationIdOf, isLive, keptReply, launch, messagesOf, openConsole, reaches, replyIdOf, say,
} from '../support/console.mjs';

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

  /**
   * Waits until the page shows between 30 and 70 % of a reply. How long it will be is known from the same question, asked
   * once before in a conversation of its own: rules answer the same question with the same words.
   * @returns The bytes that the reply has to have in the end.
   */
  async function inTheMiddle(turn, expected) {
    const total = Buffer.byteLength(expected);
    const share = await until('the answer is half written', 15_000, async () => {
      const seen = Buffer.byteLength(await answerText(turn)) / total;
      return seen >= 0.3 ? seen : null;
    });
    assert.ok(share <= 0.7, `The answer was too fast for this test: ${Math.round(share * 100)} % at the first look.`);
  }

  /** What rules answer to a question that begins a conversation. */
  async function expectedOf(personaId, text) {
    const { id } = await server.post('/v1/conversations', { personaId });
    await server.post(`/v1/conversations/${id}/messages`, { text });
    const reply = await until('the rehearsal is answered', 30_000, async () => {
      const { items } = await server.get(`/v1/conversations/${id}/messages`);
      return items.find(({ state }) => state === 'complete') ?? null;
    });
    return reply.text;
  }

  async function assertWhole(turn, replyId, question) {
    await reaches(turn, 'complete');
    const reply = await server.get(`/v1/replies/${replyId}`);
    assert.equal(reply.state, 'complete');
    assert.deepEqual(Buffer.from(await answerText(turn)), Buffer.from(reply.text));
    const { items } = await server.get('/v1/replies?limit=100');
    assert.equal(items.filter((item) => item.question === question).length, 1, 'One question must have one answer.');
    assert.equal(await turn.page().getByTestId('turn').count(), 1);
  }

  for (const [language, question] of Object.entries(questions)) {
    it(`in ${language} is finished byte by byte after the server was killed in its middle`, async () => {
      const page = await openConsole(browser, server);
      const turn = await ask(page, question);
      const replyId = await inTheMiddle(turn);
      await server.kill();
      const kept = await answerText(turn);
      assert.ok(kept.length > 0);
      await page.getByText('The server is away.').waitFor();
      assert.equal(await answerText(turn), kept, 'Nothing may vanish while the server is away.');
      await server.restart();
      await assertWhole(turn, replyId, question);
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
    await assertWhole(page.getByTestId('turn').last(), replyId, question);
  });

  it('is finished after the page was reloaded while the server was dead', async () => {
    const page = await openConsole(browser, server);
    const question = 'Where is the data stored and how do I make a backup of it?';
    const turn = await ask(page, question);
    const replyId = await inTheMiddle(turn);
    await server.kill();
    const restarted = server.restart();
    await until('the page is back', 30_000, async () => (await server.status('/')) === 200);
    await page.reload();
    await restarted;
    await assertWhole(page.getByTestId('turn').last(), replyId, question);
  });

  it('comes once to a question that was asked while the server was dead', async () => {
    const page = await openConsole(browser, server);
    const question = 'Who can connect to Attune?';
    await server.kill();
    const turn = await ask(page, question);
    await turn.getByText('Your question is kept').waitFor();
    await server.restart();
    const replyId = await until('the question is handed over', 20_000, () => turn.getAttribute('data-reply'));
    await assertWhole(turn, replyId, question);
  });

  it('is followed by two pages to the same end', async () => {
    const first = await openConsole(browser, server);
    const question = 'What is a topic and what is an event?';
    const turn = await ask(first, question);
    const replyId = await until('the question is handed over', 10_000, () => turn.getAttribute('data-reply'));
    const second = await first.context().newPage();
    await second.goto(server.url);
    await assertWhole(turn, replyId, question);
    await assertWhole(second.getByTestId('turn').last(), replyId, question);
  });
});
