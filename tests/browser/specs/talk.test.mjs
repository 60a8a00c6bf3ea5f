// Conversations with companions: on one page, on two, on two devices, and what a page says about them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../support/attuneServer.mjs';
import { answerText, conversationIdOf, isLive, keptReply, messagesOf, openConsole, reaches, say } from '../support/console.mjs';
import { onStage } from '../support/stage.mjs';

describe('talking', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage));

  async function withMia(page) {
    await page.getByTestId('persona').filter({ hasText: 'Mia' }).getByRole('link').click();
    await page.getByRole('heading', { name: 'Mia', level: 1 }).waitFor();
  }

  it('begins with a persona, says that it is an AI, reads the feeling quietly and keeps the reply exactly', async () => {
    const page = await openConsole(browser, server, { path: '/talk' });
    await withMia(page);
    await page.getByText('Mia is an AI').waitFor();
    const turn = await say(page, 'I miss my mother so much. I cried all day and I feel so sad.');
    await reaches(turn, 'complete');
    const reply = await keptReply(server, turn);
    assert.deepEqual(Buffer.from(await answerText(turn)), Buffer.from(reply.text));
    await page.getByTestId('notice').getByText('Mia is an AI').waitFor();
    const chip = turn.getByTestId('emotion');
    assert.equal(await chip.textContent(), 'sad');
    await chip.click();
    await turn.getByText(/I read this as sad \((?:> )?0\.\d\d\)\./).waitFor();
    assert.equal(await turn.getByTestId('method').textContent(), 'By rules');
    assert.equal((await messagesOf(server, page)).length, 2, 'The notice is no message.');

    const chinese = await say(page, '我好想念媽媽，今天一直哭，心裡很難過。');
    await reaches(chinese, 'complete');
    assert.equal(await chinese.getByTestId('emotion').textContent(), 'sad');
    assert.match(await answerText(chinese), /\p{Script=Han}/u);
    assert.deepEqual(page.mistakes, []);
  });

  it('begins with a starter', async () => {
    const page = await openConsole(browser, server, { path: '/talk' });
    const card = page.getByTestId('persona').filter({ hasText: 'Lyra' });
    const starter = card.getByRole('button').first();
    const words = await starter.textContent();
    await starter.click();
    const turn = page.getByTestId('turn').filter({ hasText: words });
    await reaches(turn, 'complete');
    assert.equal((await messagesOf(server, page))[0].text, words);
  });

  it('shows the same in two tabs and on a second device: one message, one reply, one order', async () => {
    const first = await openConsole(browser, server, { path: '/talk' });
    await withMia(first);
    await reaches(await say(first, 'Hello there.'), 'complete');
    const path = `/talk/${await conversationIdOf(first)}`;
    const second = await first.context().newPage();
    await second.goto(server.url + path);
    await isLive(second);
    const device = await openConsole(browser, server, { path, size: 'phone' });
    const pages = [first, second, device];
    for (const page of pages) await page.getByTestId('turn').first().waitFor();

    // All three write at once.
    const texts = ['This is the first tab.', 'This is the second tab.', 'This is the phone.'];
    await Promise.all(pages.map((page, i) => say(page, texts[i])));
    for (const page of pages) {
      await until('everything is answered', 30_000, async () =>
        (await page.locator('[data-testid="reply"][data-state="complete"]').count()) === 4);
    }
    const kept = await messagesOf(server, first);
    const said = kept.filter(({ role }) => role === 'user');
    assert.deepEqual(said.map(({ text }) => text).toSorted(), ['Hello there.', ...texts].toSorted());
    assert.equal(kept.filter(({ role }) => role === 'assistant').length, 4);
    const answers = said.map(({ id }) => kept.find(({ replyTo }) => replyTo === id).text);
    for (const page of pages) {
      assert.deepEqual(await page.getByTestId('message').allTextContents(), said.map(({ text }) => text));
      assert.deepEqual(await page.getByTestId('answer').allTextContents(), answers);
    }
    await device.context().close();
  });

  it('shows a message once that is sent twice under one client id', async () => {
    const page = await openConsole(browser, server, { path: '/talk' });
    await withMia(page);
    const turn = await say(page, 'Once is enough.');
    await reaches(turn, 'complete');
    const id = await conversationIdOf(page);
    const clientId = await turn.getAttribute('data-client');
    const again = await server.post(`/v1/conversations/${id}/messages`, { text: 'Once is enough.', clientId });
    assert.equal(again.replyId, await turn.getByTestId('reply').getAttribute('data-reply'));
    await reaches(await say(page, 'And now something else.'), 'complete');
    assert.equal(await page.getByTestId('message').filter({ hasText: 'Once is enough.' }).count(), 1);
    assert.equal((await messagesOf(server, page)).length, 4);
  });

  it('keeps what is written while the server is away, and sends it in order', async () => {
    const page = await openConsole(browser, server, { path: '/talk' });
    await withMia(page);
    await server.kill();
    const first = await say(page, 'The first thing.');
    await say(page, 'The second thing.');
    await first.getByText('Your message is kept').waitFor();
    await page.locator('body').press('Escape');
    await server.restart();
    await until('both are answered', 30_000, async () =>
      (await page.locator('[data-testid="reply"][data-state="complete"]').count()) === 2);
    const said = (await messagesOf(server, page)).filter(({ role }) => role === 'user').map(({ text }) => text);
    assert.deepEqual(said, ['The first thing.', 'The second thing.']);
  });

  it('lists, filters and erases conversations, and tells the other tab', async () => {
    const page = await openConsole(browser, server, { path: '/talk' });
    for (let i = 0; i < 7; i++) {
      const { id } = await server.post('/v1/conversations', { personaId: 'doc' });
      await server.post(`/v1/conversations/${id}/messages`, { text: i === 3 ? 'About the heron' : `Number ${i}` });
    }
    await page.getByTestId('conversation').filter({ hasText: 'Number 6' }).waitFor();
    await page.getByRole('searchbox', { name: 'Find a conversation' }).fill('heron');
    await until('only one is left', 5_000, async () => (await page.getByTestId('conversation').count()) === 1);
    await page.getByTestId('conversation').getByRole('link').click();
    await page.getByTestId('message').filter({ hasText: 'About the heron' }).waitFor();
    const id = await conversationIdOf(page);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByTestId('message').waitFor();

    await page.getByTestId('conversation').getByRole('button', { name: 'Delete About the heron' }).click({ force: true });
    const dialog = page.getByRole('dialog');
    await dialog.getByText('There is no way back.').waitFor();
    await dialog.getByRole('button', { name: 'Erase for good' }).click();
    await page.getByText('No conversation fits.').or(page.getByText('This conversation is not here')).first().waitFor();
    await other.getByText('This conversation is not here').waitFor();
    assert.equal(await server.status(`/v1/conversations/${id}`), 404);
  });

  it('stays quick with 500 messages: the newest first, earlier ones on the way up', async () => {
    const { id } = await server.post('/v1/conversations', { personaId: 'mia' });
    for (let i = 0; i < 250; i++) await server.post(`/v1/conversations/${id}/messages`, { text: `Message number ${i}` });
    await until('all are answered', 120_000, async () => {
      const { items } = await server.get(`/v1/conversations/${id}/messages?order=newest&limit=2`);
      return items.every(({ role, state }) => role === 'user' || state === 'complete');
    });
    const page = await openConsole(browser, server, { path: `/talk/${id}` });
    await page.getByTestId('message').filter({ hasText: 'Message number 249' }).waitFor({ timeout: 5_000 });
    assert.ok(await page.getByTestId('turn').count() <= 60, 'Not everything stands in the page at once.');
    const thread = page.getByTestId('thread');
    await until('the first message came in sight', 30_000, async () => {
      await thread.evaluate((element) => element.scrollBy(0, -element.clientHeight));
      return (await page.getByTestId('message').getByText('Message number 0', { exact: true }).count()) === 1;
    });
    // What is read stays where it is while a reply is written further down.
    await thread.evaluate((element) => element.scrollTo(0, 0));
    const top = await page.getByTestId('message').first().boundingBox();
    await server.post(`/v1/conversations/${id}/messages`, { text: 'Message number 250' });
    await reaches(page.getByTestId('turn').filter({ hasText: 'Message number 250' }), 'complete');
    assert.deepEqual(await page.getByTestId('message').first().boundingBox(), top);
    await page.getByRole('button', { name: 'To the newest message' }).click();
    await page.getByTestId('message').filter({ hasText: 'Message number 250' }).waitFor();
    assert.deepEqual(page.mistakes, []);
  });
});
