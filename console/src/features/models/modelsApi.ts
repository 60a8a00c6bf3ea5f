import { call, type ItemList, type Problem } from '../../shared/api/http.ts';

/** An OpenAI-compatible endpoint that replies can be written with. */
export interface ModelEndpoint {
  id: string;
  name: string;
  baseUrl: string;
  model: string;
  /** Whether a key is stored; the key itself never leaves the server. */
  hasKey: boolean;
  /** `settings`: from the server's configuration, read only here. `page`: connected on this page. */
  source: 'settings' | 'page';
  enabled: boolean;
  state: 'unknown' | 'working' | 'failing' | 'paused';
  /** Why it failed the last time, while it does. */
  lastFailure?: string | null;
}

/** What a user tells about an endpoint; an absent key keeps the stored one. */
export interface ModelDraft {
  name?: string;
  baseUrl: string;
  model: string;
  apiKey?: string;
  enabled?: boolean;
  clientId?: string;
}

/** What a test has found. */
export interface ModelTest {
  ok: boolean;
  milliseconds: number;
  firstPieceMilliseconds?: number | null;
  reply?: string | null;
  /** Names that the endpoint offers. */
  models?: string[] | null;
  problem?: Pick<Problem, 'code' | 'detail' | 'whatToDo'> | null;
}

const path = '/v1/models';

export async function listModels(signal?: AbortSignal): Promise<ModelEndpoint[]> {
  return (await call<ItemList<ModelEndpoint>>('GET', path, undefined, signal)).items;
}

export function connectModel(draft: ModelDraft): Promise<ModelEndpoint> {
  return call('POST', path, draft);
}

export function changeModel(id: string, draft: ModelDraft): Promise<ModelEndpoint> {
  return call('PUT', `${path}/${encodeURIComponent(id)}`, draft);
}

export function deleteModel(id: string): Promise<void> {
  return call('DELETE', `${path}/${encodeURIComponent(id)}`);
}

/** Asks the endpoint for a short reply. A failure of the endpoint is a result, not an error. */
export function testModel(draft: ModelDraft & { id?: string }, signal?: AbortSignal): Promise<ModelTest> {
  return call('POST', `${path}/test`, draft, signal);
}
