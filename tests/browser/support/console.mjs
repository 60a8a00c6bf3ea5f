import { chromium } from 'playwright-core';
import { until } from './attuneServer.mjs';

export const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
export const themes = ['light', 'dark'];
export const languages = ['en', 'zh-Hant'];

/** What the tests look for, in both languages of the console. */
export const words = {
  en: { question: 'Your question' },
  'zh-Hant': { question: '你的問題' },
};

/** Failed calls while a server is killed on purpose are told by the browser too; they are no mistake of the page. */
const expectedWhileAway = /ERR_CONNECTION_|WebSocket connection to|Failed to load resource/;

/** @param more Further switches of the browser. */
export async function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.ATTUNE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', ...more],
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

/** Asks the guide and returns the turn that the question opened. */
export async function ask(page, question, language = 'en') {
  return write(page, page.getByRole('textbox', { name: words[language].question }), question);
}

/** Says something to the companion whose conversation is open and returns the turn. */
export async function say(page, text) {
  return write(page, page.getByRole('textbox', { name: /^Message to |^給.*的訊息$/ }), text);
}

async function write(page, box, text) {
  const known = await page.getByTestId('turn').evaluateAll((turns) => turns.map((turn) => turn.dataset.client));
  await box.fill(text);
  await page.keyboard.press('Enter');
  const client = await until(`'${text}' stands in the page`, 10_000, async () => {
    const now = await page.getByTestId('turn').evaluateAll((turns) => turns.map((turn) => turn.dataset.client));
    return now.find((id) => !known.includes(id));
  });
  return page.locator(`[data-testid="turn"][data-client="${client}"]`);
}

/** Waits until the reply of a turn has reached a state. */
export async function reaches(turn, state, timeoutMs = 30_000) {
  await turn.locator(`[data-testid="reply"][data-state="${state}"]`).waitFor({ timeout: timeoutMs });
}

/** The reply as it stands in the page, character by character. */
export async function answerText(turn) {
  const answer = turn.getByTestId('answer');
  return (await answer.count()) === 0 ? '' : answer.evaluate((paragraph) => paragraph.textContent);
}

/** The id of the reply, as soon as the server has the message. */
export async function replyIdOf(turn) {
  return until('the message is handed over', 10_000, async () => {
    const reply = turn.getByTestId('reply');
    return (await reply.count()) === 0 ? null : reply.getAttribute('data-reply');
  });
}

/** The id of the conversation that the address names. */
export async function conversationIdOf(page) {
  return until('the address names the conversation', 10_000, () => {
    const [, id] = /^\/(?:guide|talk)\/([0-9a-f]{8,})$/.exec(new URL(page.url()).pathname) ?? [];
    return id ?? null;
  });
}

/** The messages of the conversation that a page shows, as the server keeps them. */
export async function messagesOf(server, page) {
  const { items } = await server.get(`/v1/conversations/${await conversationIdOf(page)}/messages?limit=100`);
  return items;
}

/** The reply to a turn, as the server keeps it. */
export async function keptReply(server, turn) {
  const id = await replyIdOf(turn);
  return (await messagesOf(server, turn.page())).find((message) => message.id === id);
}
