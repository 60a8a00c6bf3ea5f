/** The body of a failed call. */
export interface Problem {
  title: string;
  status: number;
  detail: string;
  code: string;
  whatToDo: string;
  retry: boolean;
  correlationId?: string;
}

/** A page of a list. */
export interface ItemList<T> {
  items: T[];
  next: string | null;
}

/** A call that failed: `problem` is what the server said; null when it could not be reached. */
export class ApiError extends Error {
  readonly problem: Problem | null;

  constructor(problem: Problem | null) {
    super(problem?.detail ?? 'The server could not be reached.');
    this.name = 'ApiError';
    this.problem = problem;
  }

  /** True when the same call may succeed later without a change. */
  get retry(): boolean {
    return this.problem === null || this.problem.retry;
  }
}

/** Reads the answer of a failed call; a proxy in between may answer with something else than a problem. */
export function problemOf(status: number, text: string): Problem {
  const unknown: Problem = {
    title: `HTTP ${status}`, status, detail: text.slice(0, 200), code: `http_${status}`, whatToDo: '', retry: status >= 500,
  };
  try {
    const value: unknown = JSON.parse(text);
    const isProblem = typeof value === 'object' && value !== null && 'code' in value;
    return isProblem ? { ...unknown, ...(value as Partial<Problem>) } : unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return unknown;
    throw error;
  }
}

/**
 * Calls the server that served this page.
 * @throws ApiError when it fails; the signal's reason when it was aborted.
 */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      signal: signal ?? null,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(null);
  }
  if (!response.ok) throw new ApiError(problemOf(response.status, await response.text()));
  return (response.status === 204 ? undefined : await response.json()) as T;
}
