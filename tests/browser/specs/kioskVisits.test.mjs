// The end of a visit on the page for visitors, its voice, and what a visitor sees when something fails.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { until } from '../support/attuneServer.mjs';
import { museum } from '../support/documents.mjs';
import { GuideStandIn, notFoundAnswer, quoting, toneFor } from '../support/guideStandIn.mjs';
import { askKiosk, kioskWords, openKiosk, turnReaches } from '../support/kiosk.mjs';
import { onStage } from '../support/stage.mjs';

const words = kioskWords.en;
const text = 'The great lantern in hall two was built in 1924 by the carpenter Lin Shui-mu. [1] It is 4.2 metres high.';
const quote = 'The great lantern in hall two was built in 1924 by the carpenter Lin Shui-mu.';

/** A device with two voices, and one of a service far away; what is said to it is kept. */
function pretendVoices() {
  globalThis.spoken = [];
  globalThis.hushed = 0;
  const voices = [{ lang: 'en-US', name: 'far', localService: false }, { lang: 'en-GB', name: 'near', localService: true },
    { lang: 'zh-TW', name: '近', localService: true }];
  globalThis.SpeechSynthesisUtterance = class {
    constructor(said) {
      this.text = said;
    }
  };
  const synthesis = new EventTarget();
  Object.assign(synthesis, {
    speaking: true, pending: false, getVoices: () => voices,
    speak: ({ text: said, voice, lang, rate }) => globalThis.spoken.push({ text: said, voice: voice.name, lang, rate }),
    cancel: () => globalThis.hushed++,
  });
  Object.defineProperty(globalThis, 'speechSynthesis', { value: synthesis, configurable: true });
}

describe('a visit', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage), { settings: ['--Kiosk:IdleSeconds=60', '--Kiosk:WarningSeconds=10'] });
  before(() => server.post('/v1/knowledge/documents', museum));

  const answer = (question) => quoting(server, museum, quote, { tone: toneFor(question), text });

  async function open(answering = answer, prepare = undefined) {
    const guide = new GuideStandIn(answering);
    const page = await openKiosk(browser, server, {
      prepare: async (opening) => {
        await guide.standInFor(opening);
        await prepare?.(opening);
      },
    });
    return { page, guide };
  }

  const isFresh = (page) => page.getByRole('heading', { level: 2, name: 'What would you like to know?' }).waitFor();

  it('ends with “Forget me”: nothing of it stays on the page, the server is told, and the next one is another', async () => {
    const { page, guide } = await open();
    await page.getByRole('button', { name: '繁體中文' }).click();
    await page.getByRole('radio', { name: '從容' }).check();
    await turnReaches(await askKiosk(page, words.ask, 'zh-Hant'), 'complete');
    await page.getByRole('textbox').fill('half a quest');
    await page.getByRole('button', { name: '忘記我' }).click();
    await isFresh(page);
    assert.equal(await page.getByRole('textbox', { name: words.question }).inputValue(), '');
    assert.ok(await page.getByRole('radio', { name: words.auto }).isChecked());
    const [{ sittingId }] = guide.questions;
    await until('the server is told', 5_000, () => guide.calls.length === 2);
    assert.deepEqual(guide.calls.at(-1), { path: '/api/rag-llm/close', body: { session_id: sittingId } });
    await turnReaches(await askKiosk(page, words.ask), 'complete');
    assert.notEqual(guide.questions.at(-1).sittingId, sittingId);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    assert.ok(!kept.includes('lantern') && !kept.includes(sittingId), kept);
    await page.context().close();
  });

  it('is forgotten when nobody is there, after a question whether somebody is', async () => {
    const { page, guide } = await open(answer, (opening) => opening.clock.install());
    const turn = await askKiosk(page, words.ask);
    await turnReaches(turn, 'complete');
    await page.clock.runFor(58_000);
    assert.equal(await page.getByRole('alertdialog').count(), 0);
    await page.clock.runFor(4_000);
    await page.getByRole('alertdialog', { name: 'Are you still there?' }).waitFor();
    await page.getByRole('button', { name: 'I am still here' }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await turn.getByTestId('answer').waitFor();
    await page.clock.runFor(62_000);
    await page.getByRole('alertdialog').waitFor();
    await page.clock.runFor(10_000);
    await isFresh(page);
    await until('the server is told', 5_000, () => guide.calls.at(-1).path === '/api/rag-llm/close');
    // Nothing to forget, nobody to ask.
    await page.clock.runFor(600_000);
    assert.equal(await page.getByRole('alertdialog').count(), 0);
    await page.context().close();
  });

  it('is kept alive by a touch or a key, not by a table that shakes', async () => {
    const { page } = await open(answer, (opening) => opening.clock.install());
    await turnReaches(await askKiosk(page, words.ask), 'complete');
    await page.clock.runFor(50_000);
    await page.keyboard.press('Shift');
    await page.clock.runFor(50_000);
    assert.equal(await page.getByRole('alertdialog').count(), 0);
    await page.mouse.move(300, 300);
    await page.clock.runFor(12_000);
    await page.getByRole('alertdialog').waitFor();
    await page.context().close();
  });

  it('is silent at first; read aloud it speaks whole sentences with a voice of the device, and stops when told', async () => {
    const { page } = await open(answer, (opening) => opening.addInitScript(pretendVoices));
    await turnReaches(await askKiosk(page, words.ask), 'complete');
    assert.deepEqual(await page.evaluate(() => globalThis.spoken), []);
    await page.getByRole('button', { name: words.aloud, exact: true }).click();
    await page.getByRole('button', { name: 'Stop reading' }).waitFor();
    assert.deepEqual(await page.evaluate(() => globalThis.spoken), [
      { text: quote, voice: 'near', lang: 'en-GB', rate: 1 },
      { text: 'It is 4.2 metres high.', voice: 'near', lang: 'en-GB', rate: 1 },
    ]);
    const hushedBefore = await page.evaluate(() => globalThis.hushed);
    await page.getByRole('button', { name: 'Stop reading' }).click();
    assert.ok(await page.evaluate((before) => globalThis.hushed > before, hushedBefore));
    await page.getByRole('button', { name: 'Stop reading' }).waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: 'Unhurried' }).check();
    await turnReaches(await askKiosk(page, 'And how high is it?'), 'complete');
    const rates = await page.evaluate(() => globalThis.spoken.slice(2).map(({ rate }) => rate));
    assert.deepEqual(rates, [0.85, 0.85]);
    await page.context().close();
  });

  it('is told when the documents hold no answer', async () => {
    const { page } = await open(() => notFoundAnswer('I did not find this in your documents.'));
    const turn = await askKiosk(page, 'Who won?');
    await turn.getByText('Not in your documents').waitFor();
    assert.equal(await turn.getByTestId('source').count(), 0);
    await page.context().close();
  });

  it('keeps the question while the server is away, and asks it by itself when it is back', async () => {
    const { page } = await open();
    await page.unroute('**/v1/guide/ask');
    await server.kill();
    const turn = await askKiosk(page, words.ask);
    await turnReaches(turn, 'waiting');
    await turn.getByText('Your question is kept').waitFor();
    await new GuideStandIn(answer).standInFor(page);
    await server.restart();
    await turnReaches(turn, 'complete');
    assert.equal(await page.getByTestId('visit-turn').count(), 1);
    await page.context().close();
  });

  it('keeps what was written when an answer breaks off, and asks again when told', async () => {
    let isWhole = false;
    const { page } = await open(
      (question) => quoting(server, museum, quote, { tone: toneFor(question), text, complete: isWhole }));
    const turn = await askKiosk(page, words.ask);
    await turnReaches(turn, 'interrupted');
    assert.equal(await turn.getByTestId('answer').textContent(), text);
    isWhole = true;
    await turn.getByRole('button', { name: 'Ask again' }).click();
    await turnReaches(turn, 'complete');
    await page.context().close();
  });

  it('is asked to wait when too many ask, and told when the guide cannot answer', async () => {
    for (const [status, told] of [[429, 'Many people are asking'], [500, 'could not answer this']]) {
      const problem = { title: 't', status, detail: 'd', code: 'c', whatToDo: 'w', retry: true };
      const { page } = await open(() => ({ status, problem }));
      const turn = await askKiosk(page, words.ask);
      await turnReaches(turn, 'refused');
      await turn.getByRole('alert').getByText(told).waitFor();
      await page.context().close();
    }
  });

  it('is found from the guide’s page, and left again', async () => {
    const { page } = await open();
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Kiosk' }).click();
    await page.getByTestId('suggestions').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.classList.contains('kiosk-scale')), true);
    await page.getByRole('button', { name: 'Leave kiosk' }).click();
    await page.getByRole('navigation').first().waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.classList.contains('kiosk-scale')), false);
    await page.context().close();
  });
});
