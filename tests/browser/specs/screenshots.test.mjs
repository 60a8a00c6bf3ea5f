// Each page in each size, theme and language, to be looked at: artifacts/screenshots. Also checks that nothing is cut off.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from '../support/attuneServer.mjs';
import { ask, languages, openConsole, reaches, say, sizes, themes } from '../support/console.mjs';
import { handbook, handbookChinese } from '../support/documents.mjs';
import { onStage } from '../support/stage.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'artifacts', 'screenshots');
const texts = {
  en: {
    question: 'When does the sauna open and who may use it?', search: 'breakfast', connect: 'Connect a model', test: 'Test',
    address: 'Address', model: 'Model', feeling: 'I miss my mother so much. I cried all day and I feel so sad.',
  },
  'zh-Hant': {
    question: '三溫暖幾點開放？兒童可以使用嗎？', search: '早餐', connect: '連接模型', test: '測試', address: '位址', model: '模型',
    feeling: '今天好累，什麼都不想做。',
  },
};
const events = [
  ['finance', 'revenue_added', { amount: 120, currency: 'EUR', propertyId: 7 }],
  ['guest', 'guest.checked_in', { room: '304', nights: 3 }],
  ['room:12', 'message.created', { text: '早安 — good morning' }],
  ['tasks', 'task.completed', { task: 'Restock the garden room' }],
];

describe('screenshots', () => {
  let browser;
  let server;
  let model;

  onStage((stage) => ({ browser, server, model } = stage), { withModel: true });
  before(async () => {
    await mkdir(folder, { recursive: true });
    for (const document of [handbook, handbookChinese]) await server.post('/v1/knowledge/documents', document);
    for (const [service, type, data] of events) await server.post('/v2/realtime/publish', { service, type, data });
  });

  async function take(page, name) {
    await page.evaluate(() => document.fonts.ready);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0, `${name} is wider than its window`);
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }

  async function guideAndLive(page, look, words) {
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await page.getByText(words.connect).first().waitFor();
    await take(page, `guide-start-${look}`);
    const turn = await ask(page, words.question, look.endsWith('en') ? 'en' : 'zh-Hant');
    await turn.getByTestId('answer').waitFor();
    await take(page, `guide-writing-${look}`);
    const live = await page.context().newPage();
    await live.goto(`${server.url}/watch`);
    await live.getByTestId('event').first().waitFor();
    await live.getByTestId('stream').first().waitFor();
    for (const [service, type, data] of events) await server.post('/v2/realtime/publish', { service, type, data });
    await take(live, `live-${look}`);
    await live.close();
    await page.bringToFront();
    await reaches(turn, 'complete');
    await take(page, `guide-answer-${look}`);
    await turn.getByTestId('answer').getByRole('button').first().click();
    await page.getByTestId('quote').first().waitFor();
    await take(page, `guide-passage-${look}`);
  }

  async function talk(page, look, words) {
    await page.goto(`${server.url}/talk`);
    await page.getByTestId('persona').first().waitFor();
    await take(page, `talk-start-${look}`);
    await page.goto(`${server.url}/talk/new/mia`);
    await page.getByTestId('notice').waitFor();
    await take(page, `talk-new-${look}`);
    const turn = await say(page, words.feeling);
    await until('the reply has begun', 10_000, async () => (await turn.getByTestId('answer').count()) > 0);
    await take(page, `talk-writing-${look}`);
    await reaches(turn, 'complete');
    const second = await say(page, words.question);
    await reaches(second, 'complete');
    if ((await turn.getByTestId('emotion').count()) > 0) await turn.getByTestId('emotion').click();
    await take(page, `talk-two-${look}`);
  }

  async function knowledge(page, look, words) {
    await page.goto(`${server.url}/knowledge`);
    await page.getByTestId('document').first().waitFor();
    await take(page, `knowledge-${look}`);
    await page.getByRole('searchbox').fill(words.search);
    await page.getByTestId('hit').first().waitFor();
    await take(page, `knowledge-search-${look}`);
    await page.getByTestId('hit').first().click();
    await page.getByTestId('quote').first().waitFor();
    await take(page, `knowledge-passage-${look}`);
  }

  async function settings(page, look, words) {
    await page.goto(`${server.url}/settings`);
    await page.getByRole('radio').first().waitFor();
    await take(page, `settings-${look}`);
    await page.getByRole('button', { name: words.connect }).click();
    await page.getByRole('textbox', { name: words.address }).fill(model.url);
    await page.getByRole('textbox', { name: words.model, exact: true }).fill('scripted');
    await page.getByRole('button', { name: words.test, exact: true }).click();
    await page.getByTestId('model-test').waitFor();
    await page.getByTestId('model-test').scrollIntoViewIfNeeded();
    await take(page, `settings-model-${look}`);
  }

  for (const size of Object.keys(sizes)) {
    for (const theme of themes) {
      for (const language of languages) {
        const look = `${size}-${theme}-${language}`;
        it(look, async () => {
          const page = await openConsole(browser, server, { size, theme, language });
          const words = texts[language];
          await guideAndLive(page, look, words);
          await talk(page, look, words);
          await knowledge(page, look, words);
          await settings(page, look, words);
          assert.deepEqual(page.mistakes, []);
          await page.context().close();
        });
      }
    }
  }
});
