import type { AckFrame, EventFrame, GapFrame, RewindFrame } from '../../protocol/frames.ts';

interface Followed {
  /** Undefined: from now on, until the first ack tells where that is. */
  after: number | undefined;
  generation: string | undefined;
}

/** A request that follows topics: those of one generation, so that one number space is theirs. */
export interface TopicGroup {
  readonly topics: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** Longer addresses are refused by servers and by what stands in between. */
const maxQueryCharacters = 6_000;

/** The topics of one HTTP connection, each with the position that was handed on. */
export class FollowedTopics {
  readonly #topics = new Map<string, Followed>();
  #generation: string | undefined;

  /** @param generation Of topics that do not say their own. */
  begin(generation: string | undefined): void {
    this.#topics.clear();
    this.#generation = generation;
  }

  add(topic: string, after: number | undefined, generation: string | undefined): void {
    this.#topics.set(topic, { after, generation });
  }

  remove(topic: string): void {
    this.#topics.delete(topic);
  }

  has(topic: string): boolean {
    return this.#topics.has(topic);
  }

  get any(): string | undefined {
    return this.#topics.keys().next().value;
  }

  acked({ position = {}, generation }: AckFrame, group: TopicGroup): void {
    for (const topic of group.topics) {
      const followed = this.#topics.get(topic);
      if (!followed) continue;
      if (followed.generation === undefined) this.#generation ??= generation;
      followed.after ??= position[topic] ?? 0;
    }
  }

  noted(frame: EventFrame | GapFrame | RewindFrame): void {
    const followed = this.#topics.get(frame.service);
    if (!followed) return;
    if (frame.type === 'rewind') {
      followed.after = frame.to;
      followed.generation = frame.generation;
      return;
    }
    followed.after = Math.max(followed.after ?? 0, frame.type === 'gap' ? frame.to : frame.seq);
    if (frame.type === 'event') followed.generation = frame.generation ?? followed.generation;
  }

  groups(): TopicGroup[] {
    const byGeneration = new Map<string | undefined, [string, Followed][]>();
    for (const entry of this.#topics) {
      const generation = entry[1].generation ?? this.#generation;
      byGeneration.set(generation, [...(byGeneration.get(generation) ?? []), entry]);
    }
    return [...byGeneration].flatMap(([generation, all]) => cut(all).map((entries) => ({
      topics: entries.map(([topic]) => topic),
      query: queryOf(entries, generation),
    })));
  }
}

function cut(entries: [string, Followed][]): [string, Followed][][] {
  const groups: [string, Followed][][] = [];
  let room = 0;
  for (const entry of entries) {
    // A name with its comma, each of which may grow when it is encoded, and a number of up to 16 digits.
    const size = encodeURIComponent(entry[0]).length + 22;
    if (size > room) {
      groups.push([]);
      room = maxQueryCharacters;
    }
    groups.at(-1)!.push(entry);
    room -= size;
  }
  return groups;
}

function queryOf(entries: [string, Followed][], generation: string | undefined): Record<string, string> {
  const topics = entries.map(([topic]) => topic).join(',');
  if (entries.every(([, { after }]) => after === undefined)) return { topics };
  const lastSeq = entries.map(([, { after }]) => after ?? '').join(',');
  return { topics, lastSeq, ...(generation === undefined ? {} : { generation }) };
}
