// The page for visitors on their own devices, at the address that offers nothing else.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/attuneServer.mjs';
import { museum, museumChinese } from '../support/documents.mjs';
import { askKiosk, kioskWords, openKiosk, turnReaches } from '../support/kiosk.mjs';
import { onStage } from '../support/stage.mjs';

/** Longer than a lost server is passed over in silence. */
const awayMs = 2_500;
const away = /out of reach for a moment|暫時連不到導覽/;
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'artifacts', 'screenshots');

describe('the page for visitors on their own devices', async () => {
  const door = { url: `http://127.0.0.1:${await freePort()}` };
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage), { settings: [`--Kiosk:Url=${door.url}`] });
  before(async () => {
    for (const document of [museum, museumChinese]) await server.post('/v1/knowledge/documents', document);
  });

  for (const language of ['en', 'zh-Hant']) {
    it(`answers on a phone, ${language}`, async () => {
      const page = await openKiosk(browser, door, { size: 'phone', language });
      const turn = await askKiosk(page, kioskWords[language].ask, language);
      await turnReaches(turn, 'complete');
      assert.match(await turn.getByTestId('answer').textContent(), /1924/);
      // It may not follow the server, and does not take that for a loss.
      await page.waitForTimeout(awayMs);
      assert.equal(await page.getByText(away).count(), 0);
      assert.equal(await page.getByRole('link').count(), 0, 'no way to the rest of the console');
      assert.equal(page.url(), `${door.url}/guide/kiosk`);
      await page.screenshot({ path: join(folder, `kiosk-door-phone-${language}.png`) });
      assert.deepEqual(page.mistakes, []);
      await page.context().close();
    });
  }

  it('says when the server is away and when it is back', async () => {
    const page = await openKiosk(browser, door, { size: 'phone' });
    await page.waitForTimeout(awayMs);
    await server.kill();
    await page.getByText(away).waitFor({ timeout: 30_000 });
    await server.restart();
    await page.getByText(away).waitFor({ state: 'detached', timeout: 30_000 });
    await turnReaches(await askKiosk(page, kioskWords.en.ask), 'complete');
    await page.context().close();
  });

  it('offers nothing but the page', async () => {
    for (const path of ['/settings', '/status', '/v1/knowledge/documents', '/metrics']) {
      assert.equal([403, 404].includes((await fetch(door.url + path)).status), true, path);
    }
  });
});
