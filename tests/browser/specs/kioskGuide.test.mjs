// The page for visitors and the real guide: tones, reasons and quotes as the server gives them, and what it forgets.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { until } from '../support/attuneServer.mjs';
import { museum, museumChinese } from '../support/documents.mjs';
import { askKiosk, kioskWords, openKiosk, turnReaches } from '../support/kiosk.mjs';
import { onStage } from '../support/stage.mjs';

describe('the page for visitors and the guide', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage));
  before(async () => {
    for (const document of [museum, museumChinese]) await server.post('/v1/knowledge/documents', document);
  });

  const toneOf = async (turn) => {
    const tone = turn.getByTestId('tone');
    return [await tone.getAttribute('data-tone'), await tone.getAttribute('data-source')];
  };

  for (const language of ['en', 'zh-Hant']) {
    it(`answers in each tone with its quote, ${language}`, async () => {
      const words = kioskWords[language];
      const page = await openKiosk(browser, server, { language });
      const answers = [];
      for (const name of words.tones) {
        await page.getByRole('radio', { name }).check();
        const turn = await askKiosk(page, words.ask, language);
        await turnReaches(turn, 'complete');
        assert.match(await turn.getByTestId('answer').textContent(), /1924/);
        assert.match(await turn.getByTestId('source').first().locator('mark').textContent(), /1924/);
        answers.push(await toneOf(turn));
      }
      assert.deepEqual(answers, ['casual_friendly', 'child_friendly', 'elder_friendly', 'professional_friendly']
        .map((tone) => [tone, 'visitor']));
      assert.deepEqual(page.mistakes, []);
      await page.context().close();
    });
  }

  for (const [language, about, tone] of [
    ['en', 'I am nine years old and here with my school class.', 'child_friendly'],
    ['zh-Hant', '我今年九歲，跟學校一起來。', 'child_friendly'],
  ]) {
    it(`chooses the tone from what the visitor says: ${about}`, async () => {
      const words = kioskWords[language];
      const page = await openKiosk(browser, server, { language });
      await page.getByRole('button', { name: words.about }).click();
      await page.getByRole('dialog').getByRole('textbox').fill(about);
      await page.keyboard.press('Enter');
      const turn = await askKiosk(page, words.ask, language);
      await turnReaches(turn, 'complete');
      assert.deepEqual(await toneOf(turn), [tone, 'description']);
      await turn.getByTestId('tone').getByText(about).waitFor();
      await page.context().close();
    });
  }

  it('says when nothing is known about the visitor, and when the documents hold no answer', async () => {
    const page = await openKiosk(browser, server);
    const turn = await askKiosk(page, 'Who won the chess tournament in Reykjavik?');
    await turnReaches(turn, 'complete');
    assert.deepEqual(await toneOf(turn), ['casual_friendly', 'fallback']);
    await turn.getByText('Because I know nothing about you yet').waitFor();
    await turn.getByText('Not in your documents').waitFor();
    await page.context().close();
  });

  it('has the server forget the sitting', async () => {
    const asked = [];
    const page = await openKiosk(browser, server, {
      prepare: (opening) => opening.on('request', (request) => {
        if (request.url().endsWith('/v1/guide/ask')) asked.push(request.postDataJSON());
      }),
    });
    await turnReaches(await askKiosk(page, kioskWords.en.ask), 'complete');
    const history = () => server.get(`/api/rag-llm/sessions/${asked[0].sittingId}/history`);
    assert.equal((await history()).history.length > 0, true, 'before, it remembers');
    await page.getByRole('button', { name: kioskWords.en.forget }).click();
    await until('the server has forgotten', 5_000, async () => (await history()).history.length === 0);
    await page.context().close();
  });
});
