import { after, before } from 'node:test';
import { AttuneServer } from './attuneServer.mjs';
import { launch } from './console.mjs';
import { ScriptedModel } from './scriptedModel.mjs';

/**
 * Starts a server and a browser before the tests of a suite, and ends both after them, also when one has not come up.
 * @param take Gets `{ browser, server, model }` when all are there.
 * @param withModel Whether a stand-in for a language model is started too.
 */
export function onStage(take, { withModel = false } = {}) {
  let browser;
  let server;
  let model;

  before(async () => {
    [server, model] = await Promise.all([AttuneServer.start(), withModel ? ScriptedModel.start() : undefined]);
    browser = await launch();
    take({ browser, server, model });
  });
  after(async () => {
    await browser?.close();
    await Promise.all([server?.stop(), model?.stop()]);
  });
}
