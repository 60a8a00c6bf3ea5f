import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../src/shared/api/http.ts';
import { dismissImport, importFiles, imports, progress, retryImport } from '../src/features/knowledge/imports.ts';
import { sendDocument } from '../src/features/knowledge/knowledgeApi.ts';

vi.mock('../src/features/knowledge/knowledgeApi.ts', () => ({ sendDocument: vi.fn() }));

const send = vi.mocked(sendDocument);
const files = (...names: string[]) => names.map((name) => new File([`text of ${name}`], name));
const settled = () => vi.waitFor(() => expect(progress.value.finished).toBe(progress.value.total));

describe('several files', () => {
  beforeEach(async () => {
    for (const { id } of imports.value) dismissImport(id);
    await settled();
    send.mockReset();
    send.mockResolvedValue({} as never);
  });

  it('are counted together, those that fail among them', async () => {
    send.mockRejectedValueOnce(new ApiError(null));
    importFiles([...files('a.txt', 'b.csv'), new File([''], 'empty.md')]);
    expect(progress.value).toEqual({ total: 3, finished: 0, failed: 0 });
    await settled();
    expect(progress.value).toEqual({ total: 3, finished: 3, failed: 2 });
    expect(imports.value.map(({ state }) => state).toSorted()).toEqual(['done', 'failed', 'refused']);
  });

  it('are counted afresh once all are dealt with, and a retry takes the failure back', async () => {
    importFiles(files('a.txt'));
    await settled();
    send.mockRejectedValueOnce(new ApiError(null));
    importFiles(files('b.txt'));
    await settled();
    expect(progress.value).toEqual({ total: 1, finished: 1, failed: 1 });
    retryImport(imports.value.find(({ state }) => state === 'failed')!.id);
    expect(progress.value.finished).toBe(0);
    await settled();
    expect(progress.value).toEqual({ total: 1, finished: 1, failed: 0 });
  });

  it('that are taken off the list before their turn are not waited for', async () => {
    let release = () => undefined as void;
    send.mockImplementationOnce(() => new Promise((resolve) => {
      release = () => resolve({} as never);
    }));
    importFiles(files('a.txt', 'b.txt'));
    await vi.waitFor(() => expect(send).toHaveBeenCalledOnce());
    dismissImport(imports.value.find(({ state }) => state === 'waiting')!.id);
    expect(progress.value).toEqual({ total: 1, finished: 0, failed: 0 });
    release();
    await settled();
  });

  it('keep the endings by which the server knows how to read them', async () => {
    importFiles(files('a.pdf', 'b.tsv', 'c.log'));
    await settled();
    expect(send.mock.calls.map(([{ name, file }]) => [name, file.name]).toSorted()).toEqual([
      ['a', 'a.pdf'], ['b', 'b.tsv'], ['c.log', 'c.log.txt'],
    ]);
  });
});
