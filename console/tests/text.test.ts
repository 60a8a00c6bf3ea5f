import { describe, expect, it } from 'vitest';
import { documentLines, linesAround } from '../src/features/knowledge/documentLines.ts';
import { maxFileBytes, readFile } from '../src/features/knowledge/readFile.ts';
import { splitAtMarks } from '../src/features/knowledge/snippets.ts';
import { splitAtMarkers } from '../src/shared/text/citationMarkers.ts';
import { splitAtCode } from '../src/shared/text/codeSpans.ts';
import { finishedSentences } from '../src/shared/text/finishedSentences.ts';
import { languageOf } from '../src/shared/text/languageOf.ts';

describe('citation markers', () => {
  it('are cut out without changing a character', () => {
    const answer = '泳池早上七點開放。[1] It closes at 21:00. [2][12] See [a], [0] and [999].';
    const runs = splitAtMarkers(answer, 2);
    expect(runs.map((run) => run.text).join('')).toBe(answer);
    expect(runs.filter((run) => run.number !== null).map((run) => run.number)).toEqual([1, 2]);
  });

  it('all count while the number of citations is not known', () => {
    expect(splitAtMarkers('a [1] b [7]', null).map((run) => run.number)).toEqual([null, 1, null, 7]);
  });

  it('that are half written are text', () => {
    expect(splitAtMarkers('a [1', null)).toEqual([{ text: 'a [1', number: null }]);
  });
});

describe('marks of a snippet', () => {
  it('are cut out without changing a character, also when they overlap or lie outside', () => {
    const snippet = 'The sauna opens at 15:00.';
    const runs = splitAtMarks(snippet, [{ start: 10, length: 5 }, { start: 4, length: 5 }, { start: 6, length: 5 },
      { start: 24, length: 9 }, { start: -3, length: 2 }]);
    expect(runs.map((run) => run.text).join('')).toBe(snippet);
    expect(runs.filter((run) => run.isMarked).map((run) => run.text)).toEqual(['sauna', ' o', 'pens', '.']);
  });
});

describe('code spans', () => {
  it('are cut out without changing a character', () => {
    const text = 'Start it with `./run` or `./run --data DIR`, not with ` alone.';
    expect(splitAtCode(text, false).map((run) => run.text).join('')).toBe(text);
    const code = splitAtCode(text, false).filter((run) => run.isCode);
    expect(code.map((run) => run.text)).toEqual(['`./run`', '`./run --data DIR`']);
  });

  it('count from the opening mark while the text grows', () => {
    expect(splitAtCode('with `./ru', true)).toEqual([{ text: 'with ', isCode: false }, { text: '`./ru', isCode: true }]);
    expect(splitAtCode('with `./ru', false)).toEqual([{ text: 'with `./ru', isCode: false }]);
  });
});

describe('finished sentences', () => {
  it('leave the last one out until the text has ended', () => {
    const text = 'The pool opens at 7:00. [1] It closes at 21';
    expect(finishedSentences(text, false, 'en')).toEqual(['The pool opens at 7:00.']);
    expect(finishedSentences(`${text}:00. [2]`, true, 'en')).toEqual(['The pool opens at 7:00.', 'It closes at 21:00.']);
  });

  it('know Chinese marks', () => {
    expect(finishedSentences('泳池七點開放。晚上九點', false, 'zh-Hant')).toEqual(['泳池七點開放。']);
  });
});

describe('the language of a text', () => {
  it('is what most of it is written in', () => {
    expect(languageOf('根據《Attune 使用手冊》：請用 `./run` 啟動。')).toBe('zh-Hant');
    expect(languageOf('The button says 停止.')).toBe('en');
    expect(languageOf('')).toBe('en');
  });
});

describe('document lines', () => {
  const text = '# Title\n\nFirst.\n```bash\n# no heading\n```\n- item';

  it('know headings, code and items, and keep every place', () => {
    const lines = documentLines(text);
    expect(lines.map((line) => line.look)).toEqual(['heading', 'text', 'text', 'hidden', 'code', 'hidden', 'item']);
    expect(lines.map((line) => text.slice(line.start, line.end)).join('\n')).toBe(text);
    expect(text.slice(lines[0]!.start + lines[0]!.markLength, lines[0]!.end)).toBe('Title');
  });

  it('around a quote contain all of it', () => {
    const start = text.indexOf('First.');
    const shown = linesAround(documentLines(text), start, 6, 0);
    expect(text.slice(shown[0]!.start, shown.at(-1)!.end)).toContain('First.');
    expect(shown.length).toBeLessThan(4);
  });
});

describe('a file', () => {
  const read = (bytes: number[] | string) =>
    readFile(new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]));

  it('is read as UTF-8, UTF-16 or Big5', async () => {
    expect(await read('游泳池 opens')).toEqual({ text: '游泳池 opens' });
    expect(await read([0xff, 0xfe, 0x38, 0x6e])).toEqual({ text: '游' });
    expect(await read([0xfe, 0xff, 0x6e, 0x38])).toEqual({ text: '游' });
    expect(await read([0xa4, 0xa4, 0xa4, 0xe5])).toEqual({ text: '中文' });
  });

  it('that is a PDF document is left to the server, also with a few bytes before its mark', async () => {
    const document = new Blob(['\n%PDF-1.7 and the rest \u0000']);
    expect(await readFile(document)).toEqual({ document });
  });

  it('that is no text is refused with the reason', async () => {
    expect(await readFile(new Blob(['%PDF-1.7', new Uint8Array(maxFileBytes)]))).toEqual({ refused: 'too-large-file' });
    expect(await read([0x50, 0x4b, 3, 4, 0, 0])).toEqual({ refused: 'not-text' });
    expect(await read([0xff, 0xff, 0xff])).toEqual({ refused: 'not-text' });
    expect(await read(' \n ')).toEqual({ refused: 'empty' });
    expect(await read('x'.repeat(5 * 1024 * 1024 + 1))).toEqual({ refused: 'too-large' });
  });
});
