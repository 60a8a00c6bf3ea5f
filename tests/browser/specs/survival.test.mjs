// A reply survives a killed server, a reload, and both: the page ends with the bytes that the server keeps.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../support/attuneServer.mjs';
import {
  answerText, ask, conversationIdOf, isLive, keptReply, messagesOf, openConsole, reaches, say,
} from '../support/console.mjs';
import { onStage } from '../support/stage.mjs';

const questions = {
  English: 'How are answers found and what does Attune do with each document?',
  Chinese: '答案是怎麼找出來的？文件會怎麼切？',
};

/** Waits until the page shows between 30 and 70 % of a reply whose text is known. */
async function inTheMiddle(turn, expected) {
  const total = Buffer.byteLength(expected);
  const share = await until('the reply is half written', 15_000, async () => {
    const seen = Buffer.byteLength(await answerText(turn)) / total;
    return seen >= 0.3 ? seen : null;
  });
  assert.ok(share <= 0.7, `The reply was too fast for this test: ${Math.round(share * 100)} % at the first look.`);
}

/** What is answered to a message that begins a conversation: the same question gets the same words again. */
async function rehearse(server, personaId, text) {
  const { id } = await server.post('/v1/conversations', { personaId });
  await server.post(`/v1/conversations/${id}/messages`, { text });
  const reply = await until('the rehearsal is answered', 30_000, async () => {
    const { items } = await server.get(`/v1/conversations/${id}/messages`);
    return items.find(({ state }) => state === 'complete') ?? null;
  });
  assert.ok(Buffer.byteLength(reply.text) > 60, `'${reply.text}' is too short to be interrupted.`);
  return reply.text;
}

/** The page and the server have the same bytes, of one message and one reply. */
async function assertWhole(server, turn, expected) {
  await reaches(turn, 'complete');
  const reply = await keptReply(server, turn);
  assert.equal(reply.state, 'complete');
  assert.deepEqual(Buffer.from(await answerText(turn)), Buffer.from(reply.text));
  assert.equal(reply.text, expected);
  const roles = (await messagesOf(server, turn.page())).map(({ role }) => role);
  assert.deepEqual(roles, ['user', 'assistant'], 'One question must have one answer.');
  assert.equal(await turn.page().getByTestId('turn').count(), 1);
}

describe('a reply', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage));

  for (const [language, question] of Object.entries(questions)) {
    it(`in ${language} is finished byte by byte after the server was killed in its middle`, async () => {
      const expected = await rehearse(server, 'guide', question);
      const page = await openConsole(browser, server);
      const turn = await ask(page, question);
      await inTheMiddle(turn, expected);
      await server.kill();
      const kept = await answerText(turn);
      assert.ok(kept.length > 0);
      await page.getByText('The server is away.').waitFor();
      assert.equal(await answerText(turn), kept, 'Nothing may vanish while the server is away.');
      await server.restart();
      await assertWhole(server, turn, expected);
      await isLive(page);
      await page.getByText('The server is away.').waitFor({ state: 'detached' });
      assert.deepEqual(page.mistakes, []);
      await page.context().close();
    });
  }

  it('is finished after the page was reloaded in its middle', async () => {
    const question = 'What happens after a crash or a power cut?';
    const expected = await rehearse(server, 'guide', question);
    const page = await openConsole(browser, server);
    await inTheMiddle(await ask(page, question), expected);
    await page.reload();
    await assertWhole(server, page.getByTestId('turn').last(), expected);
  });

  it('is finished after the page was reloaded while the server was dead', async () => {
    const question = 'Where is the data stored and how do I make a backup of it?';
    const expected = await rehearse(server, 'guide', question);
    const page = await openConsole(browser, server);
    await inTheMiddle(await ask(page, question), expected);
    await conversationIdOf(page);
    await server.kill();
    const restarted = server.restart();
    await until('the page is back', 30_000, async () => (await server.status('/')) === 200);
    await page.reload();
    await restarted;
    await assertWhole(server, page.getByTestId('turn').last(), expected);
  });

  it('comes once to a question that was asked while the server was dead', async () => {
    const question = 'Who can connect to Attune?';
    const expected = await rehearse(server, 'guide', question);
    const page = await openConsole(browser, server);
    await server.kill();
    const turn = await ask(page, question);
    await turn.getByText('Your message is kept').waitFor();
    await server.restart();
    await assertWhole(server, turn, expected);
  });

  it('is followed by two pages to the same end', async () => {
    const question = 'What is a topic and what is an event?';
    const expected = await rehearse(server, 'guide', question);
    const first = await openConsole(browser, server);
    const turn = await ask(first, question);
    await conversationIdOf(first);
    const second = await first.context().newPage();
    await second.goto(first.url());
    await assertWhole(server, turn, expected);
    await assertWhole(server, second.getByTestId('turn').last(), expected);
  });
});

describe('a reply that a model writes', () => {
  let browser;
  let server;
  let model;

  onStage((stage) => ({ browser, server, model } = stage), { withModel: true });

  /** Has replies written by one of the stand-in's models alone. */
  async function connect(name) {
    for (const { id } of (await server.get('/v1/models')).items) await server.delete(`/v1/models/${id}`);
    await server.post('/v1/models', { name, baseUrl: model.url, model: name });
  }

  async function toMia(page, text) {
    await page.goto(`${server.url}/talk/new/mia`);
    await isLive(page);
    return say(page, text);
  }

  it('is finished byte by byte after the page was reloaded and after the server was killed in its middle', async () => {
    await connect('scripted');
    const text = 'Tell me something.';
    const expected = await rehearse(server, 'mia', text);
    const page = await openConsole(browser, server);
    await inTheMiddle(await toMia(page, text), expected);
    await page.reload();
    const reloaded = page.getByTestId('turn').last();
    await assertWhole(server, reloaded, expected);
    assert.equal(await reloaded.getByTestId('method').textContent(), 'By scripted');

    const turn = await toMia(page, text);
    await inTheMiddle(turn, expected);
    await server.kill();
    const kept = await answerText(turn);
    await server.restart();
    await assertWhole(server, turn, expected);
    assert.ok(expected.startsWith(kept), 'What was seen may not be taken back.');
    assert.deepEqual(page.mistakes, []);
  });

  it('ends honestly when the model dies in its middle, and is written anew when asked', async () => {
    await connect('dies-once');
    const page = await openConsole(browser, server);
    const turn = await toMia(page, 'Tell me something.');
    await reaches(turn, 'failed');
    await turn.getByText('The model stopped answering. What was written is kept.').waitFor();
    const broken = await answerText(turn);
    assert.ok(broken.length > 0);
    assert.equal(broken, (await keptReply(server, turn)).text);
    await turn.getByRole('button', { name: 'Try again' }).click();
    await reaches(turn, 'complete');
    const reply = await keptReply(server, turn);
    assert.deepEqual(Buffer.from(await answerText(turn)), Buffer.from(reply.text));
    assert.ok(reply.text.length > broken.length);
    assert.equal((await messagesOf(server, page)).length, 2);
  });

  it('comes from the rules when the model does not answer at all, and says so', async () => {
    await connect('broken');
    const page = await openConsole(browser, server);
    const turn = await toMia(page, 'Tell me something.');
    await reaches(turn, 'complete', 60_000);
    assert.equal(await turn.getByTestId('method').textContent(), 'The model did not answer; rules did');
  });
});
