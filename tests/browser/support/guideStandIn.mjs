/**
 * Stands in for the server's `POST /v1/guide/ask` and for the end of a sitting where a test has to know what comes: answers
 * that break off, refusals, tones for reasons that a test cannot bring about. What the page sends is kept in `calls`.
 */
export class GuideStandIn {
  /** What was sent, in order: `{ path, body }`. */
  calls = [];

  /** @param answer Gets the question; returns `{ events }`, `{ status, problem }` or `{ abort: true }`. */
  constructor(answer) {
    this.answer = answer;
  }

  async standInFor(page) {
    await page.route('**/v1/guide/ask', async (route) => {
      const body = route.request().postDataJSON();
      this.calls.push({ path: '/v1/guide/ask', body });
      const { events, status = 200, problem, abort } = await this.answer(body);
      if (abort) await route.abort('connectionreset');
      else if (problem) await route.fulfill({ status, contentType: 'application/problem+json', body: JSON.stringify(problem) });
      else await route.fulfill({ status, contentType: 'text/event-stream', body: events.map(written).join('') });
    });
    await page.route('**/api/rag-llm/close', async (route) => {
      this.calls.push({ path: '/api/rag-llm/close', body: route.request().postDataJSON() });
      await route.fulfill({ json: { success: true } });
    });
  }

  /** The bodies of the questions. */
  get questions() {
    return this.calls.filter(({ path }) => path === '/v1/guide/ask').map(({ body }) => body);
  }
}

function written([name, data]) {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The tone that the real guide would tell for a question, as far as it follows from the question alone. */
export function toneFor({ tone, userDescription }) {
  if (tone) return { tone, source: 'visitor', why: 'not_wanted' };
  if (userDescription && /nine|child|九歲|兒童/.test(userDescription)) {
    return { tone: 'child_friendly', source: 'description', why: 'from_client', confidence: 0.93 };
  }
  return { tone: 'casual_friendly', source: 'fallback', why: userDescription ? 'from_client' : 'not_wanted' };
}

/** An answer that quotes a sentence of a stored document. */
export async function quoting(server, document, quote, { tone, text, complete = true }) {
  const { items } = await server.get('/v1/knowledge/documents?limit=100');
  const { id } = items.find(({ name }) => name === document.name);
  const start = document.text.indexOf(quote);
  const citation = { number: 1, documentId: id, documentName: document.name, start, length: quote.length, quote };
  const events = [
    ['tone', tone], ['sources', { found: true, method: 'rules', citations: [citation] }],
    ...[...text.matchAll(/[^.。]+[.。]?\s*/g)].map(([piece]) => ['text', { text: piece }]),
  ];
  return { events: complete ? [...events, ['done', { complete: true, totalMs: 12 }]] : events };
}

export const notFoundAnswer = (text) => ({
  events: [
    ['tone', { tone: 'casual_friendly', source: 'fallback', why: 'not_wanted' }],
    ['sources', { found: false, method: 'rules', citations: [] }], ['text', { text }], ['done', { complete: true, totalMs: 3 }],
  ],
});
