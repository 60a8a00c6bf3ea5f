import type { Tokens } from '../../tokens.ts';

/** Makes an HTTP request; the global `fetch`, or one of a test. */
export type Request = typeof fetch;

/** What a failed request said, in the words of the WebSocket's `error`. */
export interface Refusal {
  code: string;
  message: string;
  retry: boolean;
  /** The server's advice on when to come back; null without one. */
  retryAfterMs: number | null;
}

/** The real-time endpoints beside the address of the WebSocket. */
export class Endpoint {
  readonly #base: string;
  readonly #own: URLSearchParams;
  readonly #request: Request;
  readonly #tokens: Tokens;

  /**
   * @param url Address of the WebSocket; its query, which may hold a token, goes with every request.
   * @param tokens The present one goes with every request as a header.
   */
  constructor(url: string, request: Request, tokens: Tokens) {
    const { protocol, host, pathname, searchParams } = new URL(url);
    this.#base = `${protocol.replace('ws', 'http')}//${host}${pathname.replace(/\/[^/]*$/, '')}`;
    this.#own = searchParams;
    this.#request = request;
    this.#tokens = tokens;
  }

  address(path: string, query: Record<string, string> = {}): string {
    const parameters = new URLSearchParams([...this.#own, ...Object.entries(query)]).toString();
    return `${this.#base}/${path}${parameters ? `?${parameters}` : ''}`;
  }

  /** The address of an AI stream, whose id may be several segments of a path. */
  stream(id: string, query: Record<string, string> = {}): string {
    return this.address(`streams/${id.split('/').map(encodeURIComponent).join('/')}`, query);
  }

  get(address: string, signal: AbortSignal, headers: Record<string, string> = {}): Promise<Response> {
    return this.#request(address, { signal, headers: { ...headers, ...this.#authorization() }, cache: 'no-store' });
  }

  delete(address: string, signal: AbortSignal): Promise<Response> {
    return this.#request(address, { method: 'DELETE', signal, headers: this.#authorization() });
  }

  post(address: string, body: unknown, signal: AbortSignal): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', ...this.#authorization() };
    return this.#request(address, { method: 'POST', signal, headers, body: JSON.stringify(body) });
  }

  #authorization(): Record<string, string> {
    const token = this.#tokens.current;
    return token === null ? {} : { Authorization: `Bearer ${token}` };
  }
}

/** Reads a problem+json; an answer of something in between, which is none, counts as one that may pass. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const seconds = Number(response.headers.get('Retry-After') ?? 'none');
  const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : null;
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as { code?: unknown; detail?: unknown; title?: unknown; retry?: unknown };
    if (typeof problem.code === 'string') {
      const message = [problem.detail, problem.title].find((words) => typeof words === 'string') ?? problem.code;
      return { code: problem.code, message: String(message), retry: problem.retry === true, retryAfterMs };
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { code: 'unreachable', message: `The answer was ${response.status}.`, retry: true, retryAfterMs };
}
