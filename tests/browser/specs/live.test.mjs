// The Live page shows what happens: events with seq, type and latency, streams while they grow, connections, counters.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { until } from '../support/attuneServer.mjs';
import { answerText, ask, isLive, openConsole, reaches } from '../support/console.mjs';
import { onStage } from '../support/stage.mjs';

describe('the Live page', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage));

  const row = (page, seq) => page.locator(`[data-testid="event"][data-seq="${seq}"]`);

  // proves: D-22
  it('shows an event that comes, with its seq, type and latency, and opens it', async () => {
    const page = await openConsole(browser, server, { path: '/watch' });
    const first = await server.post('/v2/realtime/publish', { service: 'finance', type: 'revenue_added', data: { amount: 120 } });
    await row(page, first.seq).waitFor();
    const next = await server.post('/v2/realtime/publish', { service: 'finance', type: 'revenue_added', data: { amount: 7.5 } });
    const cells = await row(page, next.seq).getByRole('cell').allTextContents();
    assert.equal(cells[0], String(next.seq));
    assert.ok(cells.includes('finance') && cells.includes('revenue_added'), cells.join(' | '));
    assert.match(cells.at(-1), /^-?[\d.,]+ (ms|sec)$/);
    await row(page, next.seq).click();
    const details = page.getByRole('complementary');
    await details.getByRole('heading', { name: `Event ${next.seq}` }).waitFor();
    await details.getByText('"amount": 7.5').waitFor();
    assert.deepEqual(page.mistakes, []);
  });

  it('publishes with its form, and says what is wrong when it cannot', async () => {
    const page = await openConsole(browser, server, { path: '/watch' });
    const form = page.getByTestId('publish-form');
    await form.getByRole('combobox', { name: 'Topic' }).fill('room:12');
    await form.getByRole('textbox', { name: 'Type' }).fill('chat');
    await form.getByRole('textbox', { name: 'Data' }).fill('{"text": "你好"}');
    await form.getByRole('button', { name: 'Publish' }).click();
    const seq = await form.getByTestId('published').getAttribute('data-seq');
    await row(page, seq).filter({ hasText: '你好' }).waitFor();

    await form.getByRole('textbox', { name: 'Data' }).fill('{');
    await form.getByText('This is not valid JSON.').waitFor();
    assert.ok(await form.getByRole('button', { name: 'Publish' }).isDisabled());
    await form.getByRole('textbox', { name: 'Data' }).fill('{}');
    await form.getByRole('combobox', { name: 'Topic' }).fill('no-such-topic');
    await form.getByRole('button', { name: 'Publish' }).click();
    await form.getByRole('alert').getByText('configured').first().waitFor();
  });

  it('pauses without losing, and filters', async () => {
    const page = await openConsole(browser, server, { path: '/watch' });
    const publish = (type) => server.post('/v2/realtime/publish', { service: 'tasks', type, data: {} });
    const before = await publish('before.pause');
    await row(page, before.seq).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    const during = await publish('during.pause');
    const delivered = page.getByTestId('counter-eventsBroadcast');
    await until('the counter has moved on', 10_000, async () =>
      Number((await delivered.textContent()).replace(/\D/g, '')) >= during.seq);
    assert.equal(await row(page, during.seq).count(), 0);
    await page.getByRole('button', { name: 'Resume' }).click();
    await row(page, during.seq).waitFor();
    await page.getByRole('searchbox', { name: 'Filter events' }).fill('during');
    await row(page, before.seq).waitFor({ state: 'detached' });
    assert.equal(await row(page, during.seq).count(), 1);
  });

  it('shows an answer while it is written, and stops it', async () => {
    const guide = await openConsole(browser, server);
    const live = await guide.context().newPage();
    await live.goto(`${server.url}/watch`);
    await isLive(live);
    const turn = await ask(guide, 'How are answers found and what does Attune do with each document?');
    const stream = live.getByTestId('stream').first();
    await until('the stream grows on the Live page', 10_000, async () =>
      (await stream.count()) > 0 && (await stream.locator('p').first().textContent()).length > 10);
    await stream.getByRole('button', { name: 'Stop' }).click();
    await live.locator('[data-testid="stream"][data-state="cancelled"]').first().waitFor();
    await guide.bringToFront();
    await reaches(turn, 'cancelled');
    assert.equal(await stream.locator('p').first().textContent(), await answerText(turn));
  });

  it('draws how much is delivered, and disconnects a client after asking', async () => {
    const page = await openConsole(browser, server, { path: '/watch' });
    await page.getByTestId('chart-deliveries').getByRole('img', { name: /^Deliveries per second: .* now/ }).waitFor();
    await page.getByTestId('chart-connections').getByRole('img', { name: /^Connections: \d/ }).waitFor();
    const other = await page.context().newPage();
    await other.goto(server.url);
    const session = await other.evaluate(() => new Promise((resolve) => {
      const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/v2/realtime/stream`);
      globalThis.closedWith = new Promise((closed) => (socket.onclose = ({ code }) => closed(code)));
      socket.onopen = () => socket.send(JSON.stringify({ services: ['finance'], version: 1 }));
      socket.onmessage = ({ data }) => {
        const frame = JSON.parse(data);
        if (frame.type === 'ack') resolve(frame.session);
      };
    }));
    await page.bringToFront();
    const button = page.getByRole('button', { name: `Disconnect ${session}` });
    await button.click();
    const dialog = page.getByRole('dialog', { name: 'Disconnect this client?' });
    await dialog.getByText(session).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await button.click();
    await dialog.getByRole('button', { name: 'Disconnect', exact: true }).click();
    assert.equal(await other.evaluate(() => globalThis.closedWith), 4111);
    await button.waitFor({ state: 'detached' });
    assert.deepEqual(page.mistakes, []);
  });

  it('shows this page among the connections, and every event once after the server was killed', async () => {
    const page = await openConsole(browser, server, { path: '/watch' });
    await page.getByText('this page').first().waitFor();
    const first = await server.post('/v2/realtime/publish', { service: 'guest', type: 'guest.arrived', data: {} });
    await row(page, first.seq).waitFor();
    await server.kill();
    await page.getByText('The server is away.').waitFor();
    await server.restart();
    const second = await server.post('/v2/realtime/publish', { service: 'guest', type: 'guest.left', data: {} });
    await row(page, second.seq).waitFor({ timeout: 20_000 });
    assert.equal(await row(page, first.seq).count(), 1);
    assert.equal(await row(page, second.seq).count(), 1);
    assert.deepEqual(page.mistakes, []);
  });
});
