import { sizes } from './console.mjs';

/** A wall of a museum, and a phone in a visitor's hand. */
export const kioskSizes = { phone: sizes.phone, wall: { width: 1920, height: 1080 } };

/** What the tests look for on the page for visitors, in both languages. */
export const kioskWords = {
  en: {
    question: 'Your question', ask: 'When was the great lantern built?', forget: 'Forget me', auto: 'Let Attune choose',
    tones: ['Relaxed', 'Playful', 'Unhurried', 'Formal'], aloud: 'Read aloud', about: 'Tell me about yourself',
    camera: 'Let the camera look once',
  },
  'zh-Hant': {
    question: '你的問題', ask: '大燈籠是哪一年製作的？', forget: '忘記我', auto: '由 Attune 決定',
    tones: ['輕鬆', '活潑', '從容', '正式'], aloud: '朗讀', about: '介紹一下自己', camera: '讓鏡頭看一次',
  },
};

/** Errors that the browser tells by itself where a test has a call fail on purpose. */
const expected = /Failed to load resource|ERR_CONNECTION_|WebSocket connection to/;

/**
 * Opens the page for visitors in a browser profile of its own.
 * @param prepare Called with the page before it opens.
 * @returns The page; `page.mistakes` collects errors of scripts and breaches of the content policy.
 */
export async function openKiosk(
  browser, server, { size = 'wall', theme = 'light', language = 'en', prepare, permissions = [] } = {}) {
  const context = await browser.newContext({
    viewport: kioskSizes[size], deviceScaleFactor: size === 'phone' ? 2 : 1, hasTouch: size === 'phone',
    reducedMotion: 'reduce', permissions,
  });
  await context.addInitScript((settings) => {
    if (localStorage.getItem('attune.settings') === null) localStorage.setItem('attune.settings', settings);
  }, JSON.stringify({ theme, language }));
  const page = await context.newPage();
  page.mistakes = [];
  page.on('pageerror', (error) => page.mistakes.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) page.mistakes.push(message.text());
  });
  await prepare?.(page);
  await page.goto(`${server.url}/guide/kiosk`);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await page.getByTestId('suggestions').waitFor();
  return page;
}

/** Asks on the page for visitors and returns the turn. */
export async function askKiosk(page, question, language = 'en') {
  const before = await page.getByTestId('visit-turn').count();
  const box = page.getByRole('textbox', { name: kioskWords[language].question });
  await box.fill(question);
  await box.press('Enter');
  const turn = page.getByTestId('visit-turn').nth(before);
  await turn.waitFor();
  return turn;
}

/** Waits until a turn has reached a state. */
export async function turnReaches(turn, state) {
  await turn.and(turn.page().locator(`[data-state="${state}"]`)).waitFor({ timeout: 20_000 });
}
