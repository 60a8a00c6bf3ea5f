// The page for visitors on a wall and on a phone, in each theme and language: pictures to be looked at
// (artifacts/screenshots), nothing cut off, and axe with no serious and no critical finding.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { languages, themes } from '../support/console.mjs';
import { museum, museumChinese } from '../support/documents.mjs';
import { GuideStandIn, quoting, toneFor } from '../support/guideStandIn.mjs';
import { askKiosk, kioskSizes, kioskWords, openKiosk, turnReaches } from '../support/kiosk.mjs';
import { onStage } from '../support/stage.mjs';
import { installStandIn } from '../support/standInDescriber.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'artifacts', 'screenshots');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const answers = {
  en: {
    document: museum, quote: 'The great lantern in hall two was built in 1924 by the carpenter Lin Shui-mu.',
    text: 'The great lantern in hall two was built in 1924 by the carpenter Lin Shui-mu. [1] It is 4.2 metres high and turns by '
      + 'the warmth of its own 36 candles.',
    about: 'I am nine and I like dinosaurs.',
  },
  'zh-Hant': {
    document: museumChinese, quote: '二號展廳的大燈籠由木匠林水木在 1924 年製作。',
    text: '二號展廳的大燈籠由木匠林水木在 1924 年製作。[1] 燈籠高 4.2 公尺，靠自己的 36 根蠟燭的熱氣轉動。',
    about: '我九歲，喜歡恐龍。',
  },
};
const labels = {
  en: { about: 'About you', use: 'Use this', close: 'Close' }, 'zh-Hant': { about: '關於你', use: '使用這段話', close: '關閉' },
};

describe('the page for visitors, looked at', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage), {
    settings: ['--Kiosk:Name=House of Lanterns', '--Kiosk:NameChinese=燈籠之家',
      ...['When was the great lantern built?', 'When are you open?', 'Can I fold a lantern myself?', 'How does it turn?']
        .map((question, i) => `--Kiosk:Questions:${i}=${question}`),
      ...['大燈籠是哪一年製作的？', '什麼時候開放？', '我可以自己摺燈籠嗎？', '它是怎麼轉動的？']
        .map((question, i) => `--Kiosk:QuestionsChinese:${i}=${question}`)],
    switches: ['--use-fake-device-for-media-stream'],
  });
  before(async () => {
    await mkdir(folder, { recursive: true });
    for (const document of [museum, museumChinese]) await server.post('/v1/knowledge/documents', document);
    await installStandIn(server);
  });

  async function take(page, name) {
    await page.evaluate(() => document.fonts.ready);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(overflow, 0, `${name} is wider than its window`);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    const { violations, passes } = await page.evaluate(() => axe.run());
    assert.ok(passes.length > 10, 'axe has to have looked at something.');
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    const tell = ({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`);
    assert.deepEqual(serious.flatMap(tell), [], name);
  }

  async function look(page, name, language) {
    const words = kioskWords[language];
    const label = labels[language];
    await take(page, `kiosk-start-${name}`);
    await page.getByRole('button', { name: words.camera }).click();
    await take(page, `kiosk-camera-${name}`);
    await page.getByRole('dialog').getByRole('button', { name: label.close }).click();
    await page.getByRole('button', { name: words.about }).click();
    await page.getByRole('textbox', { name: label.about }).fill(answers[language].about);
    await take(page, `kiosk-about-${name}`);
    await page.getByRole('button', { name: label.use }).click();
    const turn = await askKiosk(page, words.ask, language);
    await turnReaches(turn, 'complete');
    await take(page, `kiosk-answer-${name}`);
    await turn.getByTestId('source').click();
    await page.getByTestId('quote').first().waitFor();
    await take(page, `kiosk-passage-${name}`);
    await page.keyboard.press('Escape');
    // It gives the focus back to the source when it is gone, and the key that asks would go there.
    await page.getByTestId('quote').first().waitFor({ state: 'hidden' });
    await page.route('**/v1/guide/ask', (route) => route.abort('connectionrefused'));
    await turnReaches(await askKiosk(page, answers[language].quote, language), 'waiting');
    const folded = page.getByRole('contentinfo').getByRole('button', { expanded: false });
    if ((await folded.count()) > 0) await folded.click();
    await take(page, `kiosk-waiting-${name}`);
    await page.keyboard.press('Shift');
    await page.clock.runFor(98_000);
    await page.getByRole('alertdialog').waitFor();
    await take(page, `kiosk-idle-${name}`);
  }

  for (const size of Object.keys(kioskSizes)) {
    for (const theme of themes) {
      for (const language of languages) {
        it(`${size}-${theme}-${language}`, async () => {
          const { document, quote, text } = answers[language];
          const guide = new GuideStandIn((question) => quoting(server, document, quote, { tone: toneFor(question), text }));
          const page = await openKiosk(browser, server, {
            size, theme, language,
            prepare: async (opening) => {
              await opening.clock.install();
              await guide.standInFor(opening);
            },
          });
          await page.evaluate(axeSource);
          await look(page, `${size}-${theme}-${language}`, language);
          assert.deepEqual(page.mistakes, []);
          await page.context().close();
        });
      }
    }
  }
});
