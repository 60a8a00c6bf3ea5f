import { chromium } from 'playwright-core';

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
export const themes = ['light', 'dark'];
export const languages = ['en', 'zh-Hant'];

/** What the tests look for, in both languages of the console. */
export const words = {
  en: { question: 'Your question', documents: 'Documents', asked: 'Asked', stop: 'Stop' },
  'zh-Hant': { question: '你的問題', documents: '文件', asked: '提問紀錄', stop: '停止' },
};

/** Failed calls while a server is killed on purpose are told by the browser too; they are no mistake of the page. */
const expectedWhileAway = /ERR_CONNECTION_|WebSocket connection to|Failed to load resource/;

export async function launch() {
  return chromium.launch({
    executablePath: process.env.ATTUNE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

/**
 * Opens the console in a browser profile of its own.
 * @returns The page; `page.mistakes` collects errors of scripts and breaches of the content policy.
 */
export async function openConsole(browser, server, { path = '/', size = 'desktop', theme = 'light', language = 'en' } = {}) {
  const context = await browser.newContext({
    viewport: sizes[size], deviceScaleFactor: size === 'phone' ? 2 : 1, hasTouch: size === 'phone', reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await context.addInitScript((settings) => {
    if (localStorage.getItem('attune.settings') === null) localStorage.setItem('attune.settings', settings);
  }, JSON.stringify({ theme, language }));
  const page = await context.newPage();
  page.mistakes = [];
  page.on('pageerror', (error) => page.mistakes.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !expectedWhileAway.test(message.text())) page.mistakes.push(message.text());
  });
  await page.goto(server.url + path);
  await isLive(page);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

export async function isLive(page) {
  await page.locator('[data-testid="connection"][data-state="live"]').first().waitFor({ state: 'attached', timeout: 20_000 });
}

/** Asks and returns the exchange that the question opened. */
export async function ask(page, question, language = 'en') {
  const before = await page.getByTestId('exchange').count();
  await page.getByRole('textbox', { name: words[language].question }).fill(question);
  await page.keyboard.press('Enter');
  const exchange = page.getByTestId('exchange').nth(before);
  await exchange.waitFor();
  return exchange;
}

/** Waits until an exchange has reached a state. */
export async function reaches(exchange, state, timeoutMs = 30_000) {
  const page = exchange.page();
  const id = await exchange.getAttribute('id');
  await page.locator(`[id="${id}"][data-state="${state}"]`).waitFor({ timeout: timeoutMs });
}

/** The answer as it stands in the page, character by character. */
export async function answerText(exchange) {
  const answer = exchange.getByTestId('answer');
  return (await answer.count()) === 0 ? '' : answer.evaluate((paragraph) => paragraph.textContent);
}
