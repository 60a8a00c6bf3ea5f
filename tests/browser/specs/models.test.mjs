// Connecting a model on the settings page: test, save, switch off, disconnect; the key never comes back.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openConsole } from '../support/console.mjs';
import { onStage } from '../support/stage.mjs';

describe('models', () => {
  let browser;
  let server;
  let model;

  onStage((stage) => ({ browser, server, model } = stage), { withModel: true });

  async function openForm(page, address) {
    await page.getByRole('button', { name: 'Connect a model' }).click();
    await page.getByRole('textbox', { name: 'Address' }).fill(address);
  }

  it('are tested honestly, picked from what is offered, saved, switched off and disconnected', async () => {
    const page = await openConsole(browser, server, { path: '/settings' });
    await openForm(page, model.url);
    await page.getByText(`are sent to ${model.url}`).waitFor();
    // Without a name the test lists what there is.
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByTestId('model-test').getByRole('button', { name: 'scripted', exact: true }).click();
    assert.equal(await page.getByRole('textbox', { name: 'Model', exact: true }).inputValue(), 'scripted');
    await page.getByRole('textbox', { name: 'Key' }).fill('sesame-77');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    const result = page.locator('[data-testid="model-test"][data-ok="true"]');
    await result.getByText(/First words after .+, finished after .+\./).waitFor();
    await result.getByText('This answer comes from a script').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();

    const row = page.getByTestId('model').filter({ hasText: 'scripted' });
    await row.waitFor();
    await row.getByRole('button', { name: 'Change scripted' }).click();
    assert.equal(await page.getByRole('textbox', { name: 'Key' }).inputValue(), '');
    await page.getByText('A key is stored.').waitFor();
    assert.ok(!(await page.content()).includes('sesame-77'), 'The key may not come back.');
    await page.getByRole('button', { name: 'Cancel' }).click();

    await row.getByRole('button', { name: 'Switch off' }).click();
    await row.getByText('switched off').waitFor();
    await row.getByRole('button', { name: 'Switch on' }).click();
    await row.getByRole('button', { name: 'Switch off' }).waitFor();
    await row.getByRole('button', { name: 'Disconnect scripted' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('No model is connected. Rules answer.').waitFor();
    assert.deepEqual((await server.get('/v1/models')).items, []);
    assert.deepEqual(page.mistakes, []);
  });

  it('that cannot be reached or refuse say so, with what to do', async () => {
    const page = await openConsole(browser, server, { path: '/settings' });
    await openForm(page, 'http://127.0.0.1:9/v1');
    await page.getByRole('textbox', { name: 'Model', exact: true }).fill('any');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    const failed = page.locator('[data-testid="model-test"][data-ok="false"]');
    await failed.waitFor({ timeout: 30_000 });
    const unreachable = await failed.textContent();
    assert.match(unreachable, /no connection.*Start the model server/);
    await page.getByRole('textbox', { name: 'Address' }).fill(model.url);
    await page.getByRole('textbox', { name: 'Model', exact: true }).fill('refuses');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await failed.waitFor();
    assert.notEqual(await failed.textContent(), unreachable);
    assert.match(await failed.textContent(), /key/i);
  });

  it('are offered where they would help, until one is connected', async () => {
    const page = await openConsole(browser, server, { path: '/talk' });
    await page.getByRole('link', { name: 'Connect a model' }).click();
    await page.getByRole('heading', { name: 'Models' }).waitFor();
    const { id } = await server.post('/v1/models', { baseUrl: model.url, model: 'scripted' });
    const told = page.waitForResponse((response) => response.url().endsWith('/v1/models'));
    await page.goto(`${server.url}/talk`);
    await page.getByTestId('persona').first().waitFor();
    await told;
    assert.equal(await page.getByRole('link', { name: 'Connect a model' }).count(), 0);
    await server.delete(`/v1/models/${id}`);
  });
});
