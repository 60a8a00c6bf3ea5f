import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GuideEvent, GuideTone } from '../src/features/guide/guideApi.ts';
import { Sitting } from '../src/features/guide/kiosk/sitting/sitting.ts';
import { brokenOff, mostTurns, newTurn, type Turn, withEvent } from '../src/features/guide/kiosk/sitting/turns.ts';
import { toneReason, tones } from '../src/features/guide/kiosk/tones.ts';
import { chooseVoice } from '../src/features/guide/kiosk/voices.ts';
import { EventStreamError, readEvents, type ServerEvent } from '../src/features/guide/serverEvents.ts';

const encoder = new TextEncoder();

function bodyOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

async function eventsOf(pieces: readonly Uint8Array[], most = 10_000): Promise<ServerEvent[]> {
  const events = [];
  for await (const event of readEvents(bodyOf(pieces), most)) events.push(event);
  return events;
}

describe('server-sent events', () => {
  const text = 'event: tone\r\ndata: {"tone":"casual_friendly"}\r\n\r\n: a comment\nevent:text\ndata:{"text":"三溫暖"}\n\n'
    + 'data: a\ndata: b\n\nid: 7\nretry: 9\n\nevent: text\ndata: cut';
  const expected = [
    { name: 'tone', data: '{"tone":"casual_friendly"}' }, { name: 'text', data: '{"text":"三溫暖"}' },
    { name: 'message', data: 'a\nb' },
  ];

  it('are the same however the bytes are cut', async () => {
    const bytes = encoder.encode(text);
    for (let size = 1; size <= bytes.length; size++) {
      const pieces = [];
      for (let from = 0; from < bytes.length; from += size) pieces.push(bytes.slice(from, from + size));
      expect(await eventsOf(pieces), `in pieces of ${size}`).toEqual(expected);
    }
  });

  it('end where a body is longer than anybody asked for', async () => {
    const long = eventsOf([encoder.encode('data: 1\n\n'), encoder.encode('data: 23456\n\n')], 12);
    await expect(long).rejects.toThrow(EventStreamError);
  });
});

describe('a turn', () => {
  const tone: GuideTone = { tone: 'child_friendly', source: 'description', why: 'from_client' };
  const steps: GuideEvent[] = [
    { type: 'tone', tone }, { type: 'sources', sources: { found: true, method: 'rules', citations: [] } },
    { type: 'text', text: 'The ' }, { type: 'text', text: 'moon.' }, { type: 'done', complete: true, error: null },
  ];
  const after = (events: GuideEvent[]) => events.reduce(withEvent, newTurn(1, 'What?', null));

  it('grows with its steps and is complete with the last', () => {
    expect(after(steps)).toMatchObject({ state: 'complete', text: 'The moon.', tone, sources: { found: true } });
    expect(after(steps.slice(0, 3))).toMatchObject({ state: 'writing', text: 'The ' });
  });

  it('never changes its tone, and takes no step after its end', () => {
    const other: GuideEvent = { type: 'tone', tone: { ...tone, tone: 'professional_friendly' } };
    expect(after([...steps.slice(0, 3), other]).tone).toBe(tone);
    expect(after([...steps, { type: 'text', text: '!' }]).text).toBe('The moon.');
  });

  it('that broke off is asked again only when nothing was written', () => {
    expect(brokenOff(after([])).state).toBe('waiting');
    expect(brokenOff(after(steps.slice(0, 3)))).toMatchObject({ state: 'interrupted', text: 'The ' });
    expect(brokenOff(after(steps)).state).toBe('complete');
    expect(after([{ type: 'done', complete: false, error: 'no_answer' }]).state).toBe('refused');
    expect(after([...steps.slice(0, 3), { type: 'done', complete: false, error: 'x' }]).state).toBe('interrupted');
  });
});

describe('a sitting', () => {
  /** Answers of a server that is not there, by what is asked of it. */
  function serve(answer: (path: string, body: Record<string, unknown>) => Response | Promise<Response>) {
    const calls: { path: string; body: Record<string, unknown> }[] = [];
    vi.stubGlobal('fetch', async (path: string, { body, signal }: { body: string; signal?: AbortSignal }) => {
      const call = { path, body: JSON.parse(body) as Record<string, unknown> };
      calls.push(call);
      const response = await answer(path, call.body);
      signal?.throwIfAborted();
      return response;
    });
    return calls;
  }
  const written = (text = 'Yes.') => new Response('event: tone\ndata: {"tone":"casual_friendly","source":"fallback","why":'
    + `"not_wanted"}\n\nevent: text\ndata: {"text":"${text}"}\n\nevent: done\ndata: {"complete":true}\n\n`);
  const settled = (sitting: Sitting) => vi.waitFor(() => {
    const last = sitting.store.value.turns.at(-1) as Turn;
    expect(last.state).not.toMatch(/asking|writing/);
    return last;
  });
  afterEach(() => vi.unstubAllGlobals());

  it('sends the visitor’s choice, or what the visitor said, never both, and asks for no description unasked', async () => {
    const calls = serve(() => written());
    const sitting = new Sitting();
    sitting.ask('One?');
    await settled(sitting);
    sitting.tell({ text: 'I am nine.', from: 'visitor' });
    sitting.ask('Two?');
    await settled(sitting);
    sitting.wish('elder_friendly');
    sitting.ask('Three?');
    await settled(sitting);
    const { id } = sitting.store.value;
    expect(calls.map(({ body }) => body)).toEqual([
      { question: 'One?', sittingId: id, tone: null, userDescription: null, useDescription: false },
      { question: 'Two?', sittingId: id, tone: null, userDescription: 'I am nine.', useDescription: true },
      { question: 'Three?', sittingId: id, tone: 'elder_friendly', userDescription: null, useDescription: false },
    ]);
  });

  it('lets Attune choose again when the visitor says something', () => {
    const sitting = new Sitting();
    sitting.wish('professional_friendly');
    sitting.tell({ text: 'I am nine.', from: 'visitor' });
    expect(sitting.store.value.wish).toBeNull();
  });

  it('keeps a question that cannot be asked, and asks it when the server is back', async () => {
    let isAway = true;
    const calls = serve(() => {
      if (isAway) throw new TypeError('no way');
      return written();
    });
    const sitting = new Sitting();
    sitting.ask('One?');
    expect((await settled(sitting)).state).toBe('waiting');
    isAway = false;
    sitting.resume();
    expect(await settled(sitting)).toMatchObject({ state: 'complete', text: 'Yes.', question: 'One?' });
    sitting.resume();
    expect(calls.length).toBe(2);
  });

  it('tells a refusal, and an answer that ends without its end', async () => {
    serve((_, { question }) => question === 'Many?'
      ? new Response(JSON.stringify({ code: 'too_many', status: 429, detail: 'x' }), { status: 429 })
      : new Response('event: text\ndata: {"text":"Half"}\n\n'));
    const sitting = new Sitting();
    sitting.ask('Many?');
    expect(await settled(sitting)).toMatchObject({ state: 'refused', problem: { status: 429 } });
    sitting.ask('Half?');
    expect(await settled(sitting)).toMatchObject({ state: 'interrupted', text: 'Half' });
  });

  it('forgets everything at once, tells the server, and begins under another name', async () => {
    const calls = serve(() => written());
    const sitting = new Sitting();
    sitting.tell({ text: 'I am nine.', from: 'camera' });
    sitting.ask('One?');
    await settled(sitting);
    const { id } = sitting.store.value;
    sitting.forget();
    expect(sitting.store.value).toMatchObject({ turns: [], wish: null, about: null });
    expect(sitting.store.value.id).not.toBe(id);
    expect(sitting.isUsed).toBe(false);
    expect(calls.at(-1)).toEqual({ path: '/api/rag-llm/close', body: { session_id: id } });
    const count = calls.length;
    sitting.forget();
    expect(calls.length, 'a sitting without questions is unknown to the server').toBe(count);
  });

  it('shows no word of an answer that comes after the visitor was forgotten', async () => {
    let answerNow: (response: Response) => void = () => undefined;
    serve((path) => path.endsWith('/ask') ? new Promise<Response>((resolve) => {
      answerNow = resolve;
    }) : new Response('{}'));
    const sitting = new Sitting();
    sitting.ask('One?');
    sitting.forget();
    answerNow(written());
    await Promise.resolve();
    expect(sitting.store.value.turns).toEqual([]);
  });

  it('keeps no more turns than a visit needs', () => {
    serve(() => new Promise<Response>(() => undefined));
    const sitting = new Sitting();
    for (let i = 0; i < mostTurns + 3; i++) sitting.ask(`Question ${i}?`);
    expect(sitting.store.value.turns.length).toBe(mostTurns);
    expect(sitting.store.value.turns.filter(({ state }) => state === 'asking').length).toBe(1);
    sitting.stop();
  });
});

describe('the reason of a tone', () => {
  const tone = (source: GuideTone['source'], why: string): GuideTone => ({ tone: 'child_friendly', source, why });
  const said = { text: 'I am nine.', from: 'visitor' } as const;

  it('names what the visitor chose, said or allowed', () => {
    expect(toneReason(tone('visitor', 'not_wanted'), null).key).toBe('tone.why.visitor');
    expect(toneReason(tone('description', 'from_client'), said)).toEqual({ key: 'tone.why.said', values: { text: said.text } });
    expect(toneReason(tone('description', 'from_client'), { ...said, from: 'camera' }).key).toBe('tone.why.camera');
    expect(toneReason(tone('description', 'from_describer'), null).key).toBe('tone.why.describer');
    expect(toneReason(tone('fallback', 'from_client'), said).key).toBe('tone.why.unsure');
    expect(toneReason(tone('fallback', 'describer_timed_out'), null).key).toBe('tone.why.describerFailed');
    expect(toneReason(tone('fallback', 'not_wanted'), null).key).toBe('tone.why.nothing');
  });

  it('has a look for each of the four tones', () => {
    expect(new Set(tones.map(({ id }) => id)).size).toBe(4);
    expect(new Set(tones.map(({ hue }) => hue)).size).toBe(4);
  });
});

describe('the voice', () => {
  const voice = (lang: string, localService = true, isDefault = false) => ({ lang, localService, default: isDefault });

  it('is one of the device that speaks the language, Mandarin of Taiwan before others', () => {
    const voices = [voice('zh-HK'), voice('zh-CN'), voice('zh-TW'), voice('en-AU'), voice('en-GB')];
    expect(chooseVoice(voices, 'zh-Hant')?.lang).toBe('zh-TW');
    expect(chooseVoice(voices, 'en')?.lang).toBe('en-GB');
    expect(chooseVoice([voice('zh_HK'), voice('zh_CN')], 'zh-Hant')?.lang).toBe('zh_CN');
    expect(chooseVoice([voice('en-US'), voice('en-GB', true, true)], 'en')?.lang).toBe('en-GB');
  });

  it('is none rather than one of a service far away, or one of another language', () => {
    expect(chooseVoice([voice('zh-TW', false), voice('en-US')], 'zh-Hant')).toBeNull();
  });
});
