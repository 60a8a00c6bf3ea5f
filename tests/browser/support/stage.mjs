import { after, before } from 'node:test';
import { AttuneServer } from './attuneServer.mjs';
import { launch } from './console.mjs';
import { ScriptedModel } from './scriptedModel.mjs';

/**
 * Starts a server and a browser before the tests of a suite, and ends both after them, also when one has not come up.
 * @param take Gets `{ browser, server, model }` when all are there.
 * @param withModel Whether a stand-in for a language model is started too.
 * @param settings Further arguments of the server.
 * @param switches Further switches of the browser.
 */
export function onStage(take, { withModel = false, settings = [], switches = [] } = {}) {
  let browser;
  let server;
  let model;

  before(async () => {
    [server, model] = await Promise.all([AttuneServer.start(settings), withModel ? ScriptedModel.start() : undefined]);
    browser = await launch(switches);
    take({ browser, server, model });
  });
  after(async () => {
    await browser?.close();
    await Promise.all([server?.stop(), model?.stop()]);
  });
}
