// What a page says about feelings: a reading with its words, honestly where there is too little or a weaker way, the mood of a
// conversation, and people to turn to.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from '../support/attuneServer.mjs';
import { conversationIdOf, languages, openConsole, reaches, say, sizes, themes } from '../support/console.mjs';
import { onStage } from '../support/stage.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'artifacts', 'screenshots');
const talk = [
  'I am so happy today, we finally got the keys to our first home!',
  'Moving was hard work, though.',
  'The table is in the kitchen now.',
  'I am sad that my grandmother never saw it. I miss her so much.',
  'My neighbour makes me furious, he drills all night long.',
];
const chinese = ['終於搬進新家，太開心了！', '今天好累，什麼都不想做。', '我好想念外婆，心裡很難過，一直哭。'];

describe('feelings', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage));

  /** Sends messages without a page and waits until the last is answered. */
  async function talkOf(texts, personaId = 'mia', language = 'en') {
    const { id } = await server.post('/v1/conversations', { personaId, language });
    for (const text of texts) await server.post(`/v1/conversations/${id}/messages`, { text });
    await until('all are answered', 30_000, async () => {
      const { items } = await server.get(`/v1/conversations/${id}/messages?limit=100`);
      return items.filter(({ role }) => role === 'assistant').every(({ state }) => state === 'complete');
    });
    return id;
  }

  it('explains a reading by its words, marks them in the message, and says when there is too little', async () => {
    const page = await openConsole(browser, server, { path: '/talk/new/mia' });
    const turn = await say(page, 'I am so sad today.');
    await reaches(turn, 'complete');
    assert.equal(await turn.locator('mark').count(), 0);
    await turn.getByTestId('emotion').click();
    const why = turn.getByTestId('emotion-why');
    await why.getByText(/The words that speak for it: .*“sad”/).waitFor();
    assert.ok((await turn.getByTestId('message').locator('mark').allTextContents()).includes('sad'));
    assert.equal(await turn.getByTestId('message').textContent(), 'I am so sad today.');
    assert.equal(await why.getByText('weaker').count(), 0, 'English is read by the trained weights.');
    await turn.getByTestId('emotion').click();
    await why.waitFor({ state: 'detached' });
    assert.equal(await turn.locator('mark').count(), 0);

    const plain = await say(page, 'The table is in the kitchen.');
    await reaches(plain, 'complete');
    assert.equal(await plain.getByTestId('emotion').textContent(), 'unclear');
    await plain.getByTestId('emotion').click();
    await plain.getByText('There is not enough in these words to name a feeling.').waitFor();
    assert.deepEqual(page.mistakes, []);
  });

  it('says plainly that Chinese is read by rules, which is weaker', async () => {
    const page = await openConsole(browser, server, { path: '/talk/new/mia', language: 'zh-Hant' });
    const turn = await say(page, '我好想念媽媽，今天一直哭，心裡很難過。');
    await reaches(turn, 'complete');
    await turn.getByTestId('emotion').click();
    const why = turn.getByTestId('emotion-why');
    await why.getByText(/依據的字詞：.*「.+」/).waitFor();
    await why.getByText('中文依詞表與規則判讀，不如經過訓練的英文判讀可靠。').waitFor();
    assert.deepEqual(page.mistakes, []);
  });

  it('draws the mood as messages come, says the same in a table, and keeps it over a restart', async () => {
    const page = await openConsole(browser, server, { path: '/talk/new/mia' });
    await reaches(await say(page, talk[0]), 'complete');
    await page.locator('body').press('Escape');
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('m');
    const panel = page.getByTestId('mood');
    await panel.getByText('So far one message reads as').waitFor();
    for (const text of talk.slice(1)) await reaches(await say(page, text), 'complete');
    await panel.getByText('Over 5 messages this conversation reads as').waitFor();
    await panel.getByText('What is usual for you is known from 20 messages on.').waitFor();

    const { points } = await server.get(`/v1/conversations/${await conversationIdOf(page)}/mood`);
    const chart = panel.getByTestId('mood-chart');
    assert.equal(await chart.locator('circle').count(), 5);
    assert.equal(await chart.getAttribute('aria-label'), await panel.getByTestId('mood-summary').textContent());
    await panel.getByText('The same as a table').click();
    const written = (value) => new Intl.NumberFormat('en',
      { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' }).format(value);
    const shown = () => panel.locator('tbody tr').evaluateAll((rows) =>
      rows.map((row) => [...row.cells].slice(2).map(({ textContent }) => textContent)));
    const expected = points.toReversed().map(({ affect, mood }) => [written(affect.valence), written(mood.valence)]);
    assert.deepEqual(await shown(), expected);

    await server.kill();
    await server.restart();
    await page.reload();
    await page.getByRole('button', { name: 'Mood of this conversation' }).click();
    await panel.getByText('Over 5 messages').waitFor();
    await panel.getByText('The same as a table').click();
    assert.deepEqual(await shown(), expected);
    assert.deepEqual(page.mistakes, []);
  });

  it('says when the last messages read lower than the usual', async () => {
    const even = ['The bus was on time.', 'I had soup for lunch.', 'It is raining a little.', 'The meeting is at three.'];
    await talkOf(Array.from({ length: 24 }, (_, i) => even[i % even.length]));
    const id = await talkOf(Array.from({ length: 4 }, () => 'I am so sad and lonely, everything is terrible, I hate this.'));
    const page = await openConsole(browser, server, { path: `/talk/${id}` });
    await page.getByRole('button', { name: 'Mood of this conversation' }).click();
    await page.getByTestId('mood-change').getByText('lower than your usual').waitFor();
    await page.getByText(/Your usual lies at [+−-]?0\.\d\d, from \d+ messages/).waitFor();
    assert.equal(await page.getByText(/depress/i).count(), 0);
    assert.deepEqual(page.mistakes, []);
  });

  it('offers people beside the reply in a crisis, to be called from the page', async () => {
    const page = await openConsole(browser, server, { path: '/talk/new/lyra', language: 'zh-Hant' });
    const turn = await say(page, '我不想活了，想要自殺。');
    await reaches(turn, 'complete');
    const card = turn.getByTestId('crisis');
    const call = card.getByRole('link', { name: /撥打 1925/ });
    assert.equal(await call.getAttribute('href'), 'tel:1925');
    await call.getByText('臺灣').waitFor();
    const web = card.getByRole('link', { name: /findahelpline\.com/ });
    assert.deepEqual([await web.getAttribute('href'), await web.getAttribute('rel')],
      ['https://findahelpline.com/', 'noopener noreferrer']);
    await turn.getByTestId('answer').getByText('1925').waitFor();
    await page.reload();
    await card.getByRole('link', { name: /撥打 1995/ }).waitFor();
    assert.deepEqual(page.mistakes, []);
  });

  for (const size of Object.keys(sizes)) {
    for (const theme of themes) {
      for (const language of languages) {
        it(`stands well: ${size}, ${theme}, ${language}`, async () => {
          await mkdir(folder, { recursive: true });
          const texts = language === 'en' ? talk : chinese;
          const crisis = language === 'en' ? 'I want to kill myself.' : '我想自殺。';
          const id = await talkOf([...texts, crisis], 'mia', language);
          const page = await openConsole(browser, server, { path: `/talk/${id}`, size, theme, language });
          await page.getByTestId('crisis').waitFor();
          const take = async (name) => {
            await page.evaluate(() => document.fonts.ready);
            const overflow = await page.evaluate(() =>
              document.documentElement.scrollWidth - document.documentElement.clientWidth);
            assert.equal(overflow, 0, `${name} is wider than its window`);
            await page.screenshot({ path: join(folder, `feelings-${name}-${size}-${theme}-${language}.png`) });
          };
          await take('crisis');
          const read = page.getByTestId('turn').nth(texts.length - 2);
          await read.scrollIntoViewIfNeeded();
          await read.getByTestId('emotion').click();
          await take('reading');
          await page.getByRole('button', { name: language === 'en' ? 'Mood of this conversation' : '這段對話的心情' }).click();
          await page.getByTestId('mood-chart').waitFor();
          await take('mood');
          assert.deepEqual(page.mistakes, []);
          await page.context().close();
        });
      }
    }
  }
});
