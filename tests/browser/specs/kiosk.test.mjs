// The guide's page for visitors: tones, languages, sources, reading aloud, forgetting, and what happens when things fail.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { museum, museumChinese } from '../support/documents.mjs';
import { GuideStandIn, quoting, toneFor } from '../support/guideStandIn.mjs';
import { askKiosk, kioskWords, openKiosk, turnReaches } from '../support/kiosk.mjs';
import { onStage } from '../support/stage.mjs';

const text = 'The great lantern in hall two was built in 1924 by the carpenter Lin Shui-mu. [1] It is 4.2 metres high.';
const quote = 'The great lantern in hall two was built in 1924 by the carpenter Lin Shui-mu.';
const textChinese = '二號展廳的大燈籠由木匠林水木在 1924 年製作。[1] 燈籠高 4.2 公尺。';
const quoteChinese = '二號展廳的大燈籠由木匠林水木在 1924 年製作。';
const questions = ['When was the great lantern built?', 'When are you open?'];

describe('the page for visitors', () => {
  let browser;
  let server;
  const words = kioskWords.en;

  onStage((stage) => ({ browser, server } = stage), {
    settings: ['--Kiosk:Name=House of Lanterns', '--Kiosk:NameChinese=燈籠之家', '--Kiosk:Locked=true',
      ...questions.map((question, i) => `--Kiosk:Questions:${i}=${question}`),
      `--Kiosk:QuestionsChinese:0=${kioskWords['zh-Hant'].ask}`],
  });
  before(async () => {
    for (const document of [museum, museumChinese]) await server.post('/v1/knowledge/documents', document);
  });

  const answer = (question) => /\p{Script=Han}/u.test(question.question)
    ? quoting(server, museumChinese, quoteChinese, { tone: toneFor(question), text: textChinese })
    : quoting(server, museum, quote, { tone: toneFor(question), text });

  /** Opens the page with a guide that answers as told. */
  async function open(answering = answer, options = {}) {
    const guide = new GuideStandIn(answering);
    const page = await openKiosk(browser, server, {
      ...options,
      prepare: async (opening) => {
        await guide.standInFor(opening);
        await options.prepare?.(opening);
      },
    });
    return { page, guide };
  }

  const toneOf = (turn) => turn.getByTestId('tone').getAttribute('data-tone');

  it('stands alone: no way to the rest of the console where it is locked, by button or by key', async () => {
    const { page } = await open();
    assert.equal(await page.getByRole('navigation').count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Leave kiosk' }).count(), 0);
    await page.getByRole('heading', { level: 1, name: 'House of Lanterns' }).waitFor();
    await page.evaluate(() => document.activeElement.blur());
    for (const key of ['g', 's', 'Control+k', '?']) await page.keyboard.press(key);
    assert.equal(new URL(page.url()).pathname, '/guide/kiosk');
    assert.equal(await page.getByRole('dialog').count(), 0);
    await page.context().close();
  });

  it('answers, tells tone and reason, quotes its source and opens it', async () => {
    const { page } = await open();
    const turn = await askKiosk(page, words.ask);
    await turnReaches(turn, 'complete');
    assert.equal(await turn.getByTestId('answer').textContent(), text);
    await turn.getByText('Because I know nothing about you yet').waitFor();
    assert.equal(await turn.getByTestId('source').locator('mark').textContent(), quote);
    await turn.getByRole('button', { name: 'Open source 1' }).click();
    const dialog = page.getByRole('dialog', { name: museum.name });
    assert.equal(await dialog.getByTestId('quote').textContent(), quote);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(page.mistakes, []);
    await page.context().close();
  });

  it('speaks as the visitor chooses; each of the four buttons sends its tone', async () => {
    const { page, guide } = await open();
    for (const name of words.tones) {
      await page.getByRole('radio', { name }).check();
      const turn = await askKiosk(page, words.ask);
      await turnReaches(turn, 'complete');
      const [top, edge] = await turn.evaluate((view) => [view.getBoundingClientRect().top, view.closest('main').offsetTop]);
      assert.ok(Math.abs(top - edge) < 2, `The newest question stands ${top - edge} pixels below the top.`);
      await turn.getByText('Your choice').waitFor();
      await turn.getByTestId('tone').getByText(name).waitFor();
    }
    await page.getByRole('radio', { name: words.auto }).check();
    await turnReaches(await askKiosk(page, words.ask), 'complete');
    assert.deepEqual(guide.questions.map(({ tone }) => tone),
      ['casual_friendly', 'child_friendly', 'elder_friendly', 'professional_friendly', null]);
    assert.equal(new Set(guide.questions.map(({ sittingId }) => sittingId)).size, 1);
    assert.ok(guide.questions.every(({ useDescription }) => useDescription === false));
    await page.context().close();
  });

  it('chooses from what the visitor says, says so, and forgets it on request', async () => {
    const { page, guide } = await open();
    await page.getByRole('radio', { name: 'Formal' }).check();
    await page.getByRole('button', { name: words.about }).click();
    await page.getByRole('textbox', { name: 'About you' }).fill('I am nine and I like dinosaurs.');
    await page.getByRole('button', { name: 'Use this' }).click();
    assert.ok(await page.getByRole('radio', { name: words.auto }).isChecked());
    const turn = await askKiosk(page, words.ask);
    await turn.getByText('Chosen because you said: “I am nine and I like dinosaurs.”').waitFor();
    assert.equal(await toneOf(turn), 'child_friendly');
    await page.getByTestId('about').getByRole('button', { name: 'Forget this about me' }).click();
    const second = await askKiosk(page, 'When are you open?');
    await turnReaches(second, 'complete');
    assert.equal(await toneOf(second), 'casual_friendly');
    assert.deepEqual(guide.questions.map(({ userDescription }) => userDescription), ['I am nine and I like dinosaurs.', null]);
    await page.context().close();
  });

  it('switches its language in place, also beside an answer, and keeps the answer', async () => {
    const { page } = await open();
    await turnReaches(await askKiosk(page, words.ask), 'complete');
    await page.getByRole('button', { name: '繁體中文' }).click();
    await page.getByRole('heading', { level: 1, name: '燈籠之家' }).waitFor();
    await page.getByRole('button', { name: kioskWords['zh-Hant'].forget }).waitFor();
    assert.equal(await page.getByTestId('answer').textContent(), text);
    const turn = await askKiosk(page, kioskWords['zh-Hant'].ask, 'zh-Hant');
    await turnReaches(turn, 'complete');
    assert.equal(await turn.getByTestId('answer').textContent(), textChinese);
    assert.equal(await turn.getByTestId('answer').getAttribute('lang'), 'zh-Hant');
    await page.context().close();
  });

  it('offers the questions of the place, asks one with a touch, and what was not asked yet beside the answer', async () => {
    const { page, guide } = await open();
    await page.getByTestId('suggestions').getByRole('button', { name: questions[0] }).click();
    await turnReaches(page.getByTestId('visit-turn'), 'complete');
    assert.deepEqual(guide.questions.map(({ question }) => question), [questions[0]]);
    assert.deepEqual(await page.getByTestId('suggestions').getByRole('button').allTextContents(), [questions[1]]);
    await page.context().close();
  });

  it('works with the keyboard alone', async () => {
    const { page, guide } = await open();
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('/');
    await page.keyboard.type(words.ask);
    await page.keyboard.press('Enter');
    await turnReaches(page.getByTestId('visit-turn'), 'complete');
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('l');
    await page.locator('html[lang="zh-Hant"]').waitFor();
    await page.getByRole('radio', { checked: true }).focus();
    await page.keyboard.press('ArrowRight');
    assert.ok(await page.getByRole('radio', { name: kioskWords['zh-Hant'].tones[0] }).isChecked());
    await page.getByTestId('source').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByTestId('quote').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('source').and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: kioskWords['zh-Hant'].forget }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'What would you like to know?' }).waitFor();
    assert.equal(guide.calls.at(-1).path, '/api/rag-llm/close');
    await page.context().close();
  });

  it('tells a screen reader whole sentences, each once', async () => {
    const { page } = await open();
    await page.evaluate(() => {
      const region = document.querySelector('[data-testid="live-region"]');
      globalThis.told = [];
      new MutationObserver(() => globalThis.told.push(region.textContent))
        .observe(region, { childList: true, subtree: true, characterData: true });
    });
    await turnReaches(await askKiosk(page, words.ask), 'complete');
    const told = (await page.evaluate(() => globalThis.told)).filter((said, i, all) => said !== '' && said !== all[i - 1]);
    const squeezed = (some) => some.replace(/\[\d+\]|\s+/g, '');
    assert.equal(squeezed(told.join('')), squeezed(text));
    await page.context().close();
  });

  it('has no target smaller than 44 pixels', async () => {
    for (const size of ['phone', 'wall']) {
      const { page } = await open(answer, { size });
      const measure = () => page.getByRole('main').or(page.getByRole('banner')).or(page.getByRole('contentinfo'))
        .locator('button, label:has(input), textarea').evaluateAll((targets) => targets
          .filter((target) => target.checkVisibility())
          .map((target) => {
            const box = target.getBoundingClientRect();
            // A number in a text grows an invisible target around it.
            const grown = getComputedStyle(target, '::after');
            const largest = (side) => Math.max(box[side], parseFloat(grown[side]) || 0);
            return { name: target.textContent, width: largest('width'), height: largest('height') };
          }));
      const targets = await measure();
      await turnReaches(await askKiosk(page, words.ask), 'complete');
      targets.push(...await measure());
      assert.ok(targets.length > 20, 'it has to have measured something');
      assert.deepEqual(targets.filter(({ width, height }) => width < 44 || height < 44), [], size);
      await page.context().close();
    }
  });
});
