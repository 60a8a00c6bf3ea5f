// The describer that looks, with a stand-in for its software: nothing happens before the visitor agrees, the camera is off
// when it need not be on, and one sentence is all that leaves the browser.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { until } from '../support/attuneServer.mjs';
import { museum } from '../support/documents.mjs';
import { GuideStandIn, quoting, toneFor } from '../support/guideStandIn.mjs';
import { askKiosk, kioskWords, openKiosk, turnReaches } from '../support/kiosk.mjs';
import { onStage } from '../support/stage.mjs';
import { installStandIn, removeStandIn, watchCameras } from '../support/standInDescriber.mjs';

const words = kioskWords.en;
const child = { box: [10, 10, 200, 200], age: 8, score: 0.9 };
const adult = { box: [300, 10, 90, 90], age: 40, score: 0.9 };

describe('the describer that looks', () => {
  let browser;
  let server;

  onStage((stage) => ({ browser, server } = stage), {
    switches: ['--use-fake-device-for-media-stream'],
  });
  before(async () => {
    await server.post('/v1/knowledge/documents', museum);
    await installStandIn(server);
  });

  /** Opens the page; every request is kept, with its body. */
  async function open({ faces = [child], permissions = ['camera'], prepare } = {}) {
    const quote = 'The house is open from Tuesday to Sunday, 9:30 to 17:00.';
    const guide = new GuideStandIn(
      (question) => quoting(server, museum, quote, { tone: toneFor(question), text: `${quote} [1]` }));
    const requests = [];
    const page = await openKiosk(browser, server, {
      permissions,
      prepare: async (opening) => {
        opening.on('request', (request) => requests.push({ url: request.url(), body: request.postData() }));
        await opening.addInitScript(watchCameras);
        await opening.addInitScript((seen) => {
          globalThis.faces = seen;
        }, faces);
        await guide.standInFor(opening);
        await prepare?.(opening);
      },
    });
    return { page, guide, requests };
  }

  const consent = async (page) => {
    await page.getByRole('button', { name: words.camera }).click();
    return page.getByRole('dialog', { name: 'May the camera look once?' });
  };
  const cameras = (page) => page.evaluate(
    () => globalThis.cameras.map((stream) => stream.getTracks().map(({ readyState }) => readyState)));
  const loadedSoftware = (requests) => requests.filter(({ url }) => /\/describer\/(?!describer\.json)/.test(url));

  it('is off until the visitor agrees: no software is loaded, no camera is asked for', async () => {
    const { page, guide, requests } = await open();
    await turnReaches(await askKiosk(page, 'When are you open?'), 'complete');
    const dialog = await consent(page);
    await dialog.getByRole('button', { name: 'No, without the camera' }).click();
    await dialog.waitFor({ state: 'detached' });
    await turnReaches(await askKiosk(page, 'And on Mondays?'), 'complete');
    assert.deepEqual(loadedSoftware(requests), []);
    assert.deepEqual(await page.evaluate(() => [globalThis.cameraWishes, globalThis.describerLoads]), [[], undefined]);
    assert.ok(guide.questions.every(({ userDescription }) => userDescription === null));
    await page.context().close();
  });

  it('looks once when the visitor agrees, and then the camera is off and one sentence is sent', async () => {
    const { page, guide, requests } = await open({ faces: [adult, child] });
    const dialog = await consent(page);
    await dialog.getByRole('button', { name: 'Agree and look once' }).click();
    await page.getByTestId('about').getByText('One child is here. One other person is beside.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(await page.evaluate(() => globalThis.cameraWishes.map(({ audio }) => audio)), [false]);
    assert.deepEqual(await cameras(page), [['ended']]);
    assert.ok(await page.evaluate(() => globalThis.lookedAt > 0), 'it has to have been shown a picture');
    assert.equal(await page.evaluate(() => JSON.stringify(globalThis.describer.result).includes('secret')), false);
    assert.equal(await page.getByTestId('camera-light').count(), 0);

    const turn = await askKiosk(page, 'When are you open?');
    await turn.getByText('Chosen because the camera saw: “One child is here. One other person is beside.”').waitFor();
    assert.deepEqual(guide.questions[0], {
      question: 'When are you open?', sittingId: guide.questions[0].sittingId, tone: null,
      userDescription: 'One child is here. One other person is beside.', useDescription: true,
    });
    const sent = requests.filter(({ body }) => body !== null);
    assert.deepEqual(sent.map(({ url }) => new URL(url).pathname), ['/v1/guide/ask']);
    assert.deepEqual(requests.filter(({ url }) => !url.startsWith(server.url)), []);
    assert.deepEqual(page.mistakes, []);
    await page.context().close();
  });

  it('switches everything off in the software that was not agreed to', async () => {
    const { page } = await open();
    await (await consent(page)).getByRole('button', { name: 'Agree and look once' }).click();
    await page.getByTestId('about').waitFor();
    const config = await page.evaluate(() => globalThis.describerConfig);
    for (const part of ['body', 'hand', 'object', 'gesture', 'segmentation']) assert.equal(config[part].enabled, false, part);
    for (const part of ['emotion', 'iris', 'mesh', 'antispoof', 'liveness']) assert.equal(config.face[part].enabled, false, part);
    assert.ok(config.modelBasePath.startsWith('/describer/') && config.wasmPath.startsWith('/describer/'));
    await page.context().close();
  });

  it('shows that the camera is on, and is off at once when the visitor wants it', async () => {
    const { page } = await open({ prepare: (opening) => opening.clock.install() });
    const dialog = await consent(page);
    // Time stands still while the camera is on.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
    await dialog.getByRole('button', { name: 'Agree and look once' }).click();
    await page.getByTestId('camera-light').waitFor();
    await dialog.getByText('Looking. The camera is on.').waitFor();
    assert.deepEqual(await cameras(page), [['live']]);
    await dialog.getByRole('button', { name: 'Switch off now' }).click();
    await page.getByTestId('camera-light').waitFor({ state: 'detached' });
    assert.deepEqual(await cameras(page), [['ended']]);
    // Nothing was taken, and nothing is looked at later.
    await page.clock.runFor(10_000);
    assert.equal(await page.evaluate(() => globalThis.describerLooks), undefined);
    assert.equal(await page.getByTestId('about').count(), 0);
    await page.context().close();
  });

  it('is off again before the pictures are looked at, and a look that is no longer wanted is not used', async () => {
    const { page } = await open();
    await page.evaluate(() => {
      globalThis.holdLook = new Promise((resolve) => {
        globalThis.endLook = resolve;
      });
    });
    const dialog = await consent(page);
    await dialog.getByRole('button', { name: 'Agree and look once' }).click();
    await dialog.getByText('Counting faces. The camera is off again.').waitFor();
    assert.deepEqual(await cameras(page), [['ended']]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.evaluate(() => globalThis.endLook());
    await until('the look has ended', 5_000, () => page.evaluate(() => globalThis.describer.result?.hand !== undefined));
    assert.equal(await page.getByTestId('about').count(), 0);
    await page.context().close();
  });

  it('forgets what it saw with the visit', async () => {
    const { page, guide } = await open();
    await (await consent(page)).getByRole('button', { name: 'Agree and look once' }).click();
    await page.getByTestId('about').waitFor();
    await page.getByRole('button', { name: words.forget }).click();
    await page.getByTestId('about').waitFor({ state: 'detached' });
    await turnReaches(await askKiosk(page, 'When are you open?'), 'complete');
    assert.equal(guide.questions[0].userDescription, null);
    await page.context().close();
  });

  it('says so when nobody is there, and when the browser refuses', async () => {
    const nobody = await open({ faces: [] });
    const dialog = await consent(nobody.page);
    await dialog.getByRole('button', { name: 'Agree and look once' }).click();
    await dialog.getByText('Nobody was seen. The camera is off again.').waitFor();
    assert.deepEqual(await cameras(nobody.page), [['ended']]);
    await nobody.page.context().close();

    const refused = await open({ permissions: [] });
    const second = await consent(refused.page);
    await second.getByRole('button', { name: 'Agree and look once' }).click();
    await second.getByText('The browser did not allow the camera.').waitFor();
    await refused.page.context().close();
  });

  it('does not work without HTTPS on another machine, and says so', async () => {
    // The tests' server is on this machine, where the browser trusts it; here the browser says that it does not.
    const prepare = (opening) => opening.addInitScript(
      () => Object.defineProperty(globalThis, 'isSecureContext', { value: false }));
    const { page, requests } = await open({ prepare });
    const dialog = await consent(page);
    await dialog.getByText('only over HTTPS or on the machine itself').waitFor();
    assert.ok(await dialog.getByRole('button', { name: 'Agree and look once' }).isDisabled());
    assert.deepEqual(loadedSoftware(requests), []);
    assert.deepEqual(await page.evaluate(() => globalThis.cameraWishes), []);
    await page.context().close();
  });

  it('is not there at all where nothing is installed, and the browser is told to allow no camera', async () => {
    const policyOf = async () => (await fetch(`${server.url}/guide/kiosk`)).headers.get('permissions-policy');
    assert.match(await policyOf(), /camera=\(self\)/);
    await removeStandIn(server);
    assert.match(await policyOf(), /camera=\(\)/);
    const { page } = await open();
    assert.equal(await page.getByRole('button', { name: words.camera }).count(), 0);
    const refusal = await page.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true })
      .then(() => 'opened', ({ name }) => name));
    assert.equal(refusal, 'NotAllowedError');
    assert.equal((await fetch(`${server.url}/describer/stand-in.js`)).status, 404);
    await page.context().close();
  });
});
