import { useResource } from '../../../shared/api/useResource.ts';
import { type KioskSettings, readKioskSettings } from '../guideApi.ts';

const nothing = { name: '', questions: [] };

/** What holds until the server has told its own. */
const defaults: KioskSettings = {
  idleSeconds: 90, warningSeconds: 20, locked: true, useDescriber: false, texts: { en: nothing, 'zh-Hant': nothing },
};
const everyMs = 60_000;

/** How the page is set up here. Read again now and then: such a page stays open for weeks. */
export function useKioskSettings(): KioskSettings {
  return useResource(readKioskSettings, everyMs).data ?? defaults;
}
