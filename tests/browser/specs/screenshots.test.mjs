// Each page in each size, theme and language, to be looked at: artifacts/screenshots. Also checks that nothing is cut off.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AttuneServer } from '../support/attuneServer.mjs';
import { ask, languages, launch, openConsole, reaches, sizes, themes } from '../support/console.mjs';
import { handbook, handbookChinese } from '../support/documents.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'artifacts', 'screenshots');
const questions = { en: 'When does the sauna open and who may use it?', 'zh-Hant': '三溫暖幾點開放？兒童可以使用嗎？' };
const events = [
  ['finance', 'revenue_added', { amount: 120, currency: 'EUR', propertyId: 7 }],
  ['guest', 'guest.checked_in', { room: '304', nights: 3 }],
  ['room:12', 'message.created', { text: '早安 — good morning' }],
  ['tasks', 'task.completed', { task: 'Restock the garden room' }],
];

describe('screenshots', () => {
  let browser;
  let server;

  before(async () => {
    await mkdir(folder, { recursive: true });
    server = await AttuneServer.start();
    for (const document of [handbook, handbookChinese]) await server.post('/v1/knowledge/documents', document);
    for (const [service, type, data] of events) await server.post('/v2/realtime/publish', { service, type, data });
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  async function take(page, name) {
    await page.evaluate(() => document.fonts.ready);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0, `${name} is wider than its window`);
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }

  for (const size of Object.keys(sizes)) {
    for (const theme of themes) {
      for (const language of languages) {
        const look = `${size}-${theme}-${language}`;
        it(look, async () => {
          const page = await openConsole(browser, server, { size, theme, language });
          await page.getByRole('heading', { level: 2 }).first().waitFor();
          await take(page, `guide-start-${look}`);

          const exchange = await ask(page, questions[language], language);
          await exchange.getByTestId('answer').waitFor();
          await take(page, `guide-writing-${look}`);
          const live = await page.context().newPage();
          await live.goto(`${server.url}/watch`);
          await live.getByTestId('event').first().waitFor();
          await live.getByTestId('stream').first().waitFor();
          for (const [service, type, data] of events) await server.post('/v2/realtime/publish', { service, type, data });
          await take(live, `live-${look}`);

          await page.bringToFront();
          await reaches(exchange, 'complete');
          await take(page, `guide-answer-${look}`);
          await exchange.getByTestId('answer').getByRole('button').first().click();
          await page.getByTestId('quote').first().waitFor();
          await take(page, `guide-passage-${look}`);
          await live.goto(`${server.url}/settings`);
          await live.getByRole('radio').first().waitFor();
          await take(live, `settings-${look}`);
          await page.context().close();
        });
      }
    }
  }
});
