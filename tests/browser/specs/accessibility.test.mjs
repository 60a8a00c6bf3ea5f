// axe on every page and dialog in both themes: no serious and no critical finding.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { ask, openConsole, reaches, say, themes } from '../support/console.mjs';
import { onStage } from '../support/stage.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is open when axe looks. */
const views = {
  'the guide at first': { path: '/' },
  'the guide with an answer and its passage': {
    path: '/',
    async open(page) {
      const turn = await ask(page, 'How do I import a document?');
      await reaches(turn, 'complete');
      await turn.getByTestId('answer').getByRole('button').first().click();
      await page.getByTestId('passage').getByTestId('quote').first().waitFor();
    },
  },
  'the documents on a phone': {
    path: '/', size: 'phone', open: (page) => page.getByRole('button', { name: 'Documents' }).click(),
  },
  'the companions': { path: '/talk', open: (page) => page.getByTestId('persona').first().waitFor() },
  'the companions on a phone': {
    path: '/talk', size: 'phone', open: (page) => page.getByTestId('persona').first().waitFor(),
  },
  'a conversation with its reading explained': {
    path: '/talk/new/mia',
    async open(page) {
      const turn = await say(page, 'I miss my mother so much. I cried all day and I feel so sad.');
      await reaches(turn, 'complete');
      await turn.getByTestId('emotion').click();
      await turn.getByText('I read this as sad').waitFor();
    },
  },
  'the mood of a conversation with its table': {
    path: '/talk/new/mia',
    async open(page) {
      await reaches(await say(page, 'I am so happy today, this is wonderful!'), 'complete');
      await reaches(await say(page, 'The table is in the kitchen.'), 'complete');
      await page.getByRole('button', { name: 'Mood of this conversation' }).click();
      await page.getByTestId('mood').getByText('The same as a table').click();
      await page.getByTestId('mood').getByRole('table').waitFor();
    },
  },
  'people to turn to': {
    path: '/talk/new/mia',
    async open(page) {
      const turn = await say(page, 'I want to kill myself.');
      await reaches(turn, 'complete');
      await turn.getByTestId('crisis').waitFor();
    },
  },
  'the question before a conversation is erased': {
    path: '/talk/new/doc',
    async open(page) {
      await reaches(await say(page, 'Hello.'), 'complete');
      await page.getByRole('main').getByRole('button', { name: 'Delete Hello.' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  'the documents found': {
    path: '/knowledge',
    async open(page) {
      await page.getByRole('searchbox').fill('import');
      await page.getByTestId('hit').first().click();
      await page.getByTestId('passage').getByTestId('quote').first().waitFor();
    },
  },
  'the form of a model': {
    path: '/settings',
    async open(page) {
      await page.getByRole('button', { name: 'Connect a model' }).click();
      await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:9/v1');
      await page.getByRole('textbox', { name: 'Model', exact: true }).fill('any');
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await page.getByTestId('model-test').waitFor({ timeout: 30_000 });
    },
  },
  'the Live page': {
    path: '/watch',
    async open(page, server) {
      const { seq } = await server.post('/v2/realtime/publish', { service: 'finance', type: 'revenue_added', data: { a: 1 } });
      await page.locator(`[data-testid="event"][data-seq="${seq}"]`).click();
    },
  },
  'the publish form on a phone': {
    path: '/watch', size: 'phone', open: (page) => page.getByRole('button', { name: 'Publish an event' }).click(),
  },
  'the settings': { path: '/settings' },
  'the command palette': { path: '/settings', open: (page) => page.keyboard.press('Control+k') },
  'the list of keys': { path: '/watch', open: (page) => page.keyboard.press('?') },
};

describe('accessibility', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage));

  for (const theme of themes) {
    for (const [name, { path, size = 'desktop', open }] of Object.entries(views)) {
      it(`${name}, ${theme}`, async () => {
        const page = await openConsole(browser, server, { path, size, theme });
        await page.locator('h1').waitFor();
        await open?.(page, server);
        await page.evaluate(axeSource);
        const { violations, passes } = await page.evaluate(() => axe.run());
        assert.ok(passes.length > 10, 'axe has to have looked at something.');
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        const tell = ({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`);
        assert.deepEqual(serious.flatMap(tell), []);
        await page.context().close();
      });
    }
  }
});
