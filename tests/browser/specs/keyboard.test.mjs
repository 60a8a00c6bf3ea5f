// The main jobs without a mouse, and the two dialogs that tell how.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../support/attuneServer.mjs';
import { answerText, openConsole, reaches } from '../support/console.mjs';
import { onStage } from '../support/stage.mjs';

describe('the keyboard', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage));

  const leaveBox = (page) => page.evaluate(() => document.activeElement.blur());

  it('asks, stops, and opens a source', async () => {
    const page = await openConsole(browser, server);
    await leaveBox(page);
    await page.keyboard.press('/');
    await page.keyboard.type('How do I stop Attune?');
    await page.keyboard.press('Enter');
    const turn = page.getByTestId('turn').last();
    await reaches(turn, 'complete');
    await turn.getByTestId('answer').getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('passage').waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('How are answers found and ranked?');
    await page.keyboard.press('Enter');
    const second = page.getByTestId('turn').last();
    await until('the second answer is being written', 10_000, async () => (await answerText(second)).length > 5);
    await leaveBox(page);
    await page.keyboard.press('s');
    await reaches(second, 'cancelled');
  });

  it('goes from page to page, lists its keys and finds commands', async () => {
    const page = await openConsole(browser, server);
    await leaveBox(page);
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: 'Live', level: 1 }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Pause').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await page.keyboard.type('dark');
    await page.keyboard.press('Enter');
    await page.locator('html[data-theme="dark"]').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('繁體');
    await page.keyboard.press('Enter');
    await page.locator('html[lang="zh-Hant"]').waitFor();
    await page.reload();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    await page.getByRole('heading', { name: '即時', level: 1 }).waitFor();
  });

  it('begins a conversation, sends, goes to another one and back without a mouse', async () => {
    const page = await openConsole(browser, server);
    await leaveBox(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('conversation with Solene');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Solene', level: 1 }).waitFor();
    await page.getByRole('textbox', { name: 'Message to Solene' }).waitFor();
    await leaveBox(page);
    await page.keyboard.press('/');
    await page.keyboard.type('The heron came back.');
    await page.keyboard.press('Enter');
    await reaches(page.getByTestId('turn').last(), 'complete');
    // The cursor stays in the box while the conversation gets its address.
    await page.keyboard.type('And it stayed.');
    await page.keyboard.press('Enter');
    await page.getByTestId('message').filter({ hasText: 'And it stayed.' }).waitFor();
    await leaveBox(page);
    await page.keyboard.press('g');
    await page.keyboard.press('k');
    await page.getByRole('heading', { name: 'Knowledge', level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('heron');
    await page.keyboard.press('Enter');
    await page.getByTestId('message').filter({ hasText: 'The heron came back.' }).waitFor();
    assert.deepEqual(page.mistakes, []);
  });

  it('does not ask when Enter ends the input of Chinese characters', async () => {
    const page = await openConsole(browser, server);
    const box = page.getByRole('textbox', { name: 'Your question' });
    await box.fill('游泳');
    await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true });
    assert.equal(await box.inputValue(), '游泳');
    assert.equal(await page.getByTestId('turn').count(), 0);
    await page.keyboard.press('Enter');
    await page.getByTestId('turn').waitFor();
  });

  it('tells a screen reader whole sentences of an answer, and each once', async () => {
    const page = await openConsole(browser, server);
    await page.evaluate(() => {
      const region = document.querySelector('[data-testid="live-region"]');
      globalThis.told = [];
      const observer = new MutationObserver(() => globalThis.told.push(region.textContent));
      observer.observe(region, { childList: true, subtree: true, characterData: true });
    });
    await page.getByRole('textbox', { name: 'Your question' }).fill('How are answers found?');
    await page.keyboard.press('Enter');
    const turn = page.getByTestId('turn').last();
    await reaches(turn, 'complete');
    const told = (await page.evaluate(() => globalThis.told)).filter((text, i, all) => text !== '' && text !== all[i - 1]);
    const spoken = told.join(' ').replace(/\s+/g, '');
    const written = (await answerText(turn)).replace(/\[\d+\]/g, '').replace(/\s+/g, '');
    assert.equal(spoken, written);
    assert.ok(told.length < 12, `${told.length} announcements are too many.`);
  });
});
