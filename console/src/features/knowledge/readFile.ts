/** Why a file cannot be imported; the words are in the catalogue as `import.refused.*`. */
export type FileRefusal = 'too-large' | 'too-large-file' | 'empty' | 'not-text';

/** What is sent of a file: its text, or a document that the server reads as it is. */
export type FileContent = { text: string } | { document: Blob } | { refused: FileRefusal };

/** Bytes of UTF-8 that the server takes at most (its default). */
export const maxDocumentBytes = 5 * 1024 * 1024;

/** Bytes of a PDF document that the server reads at most (its default). */
export const maxFileBytes = 32 * 1024 * 1024;

/** Readers look so far for the mark of a PDF document. */
const markWithin = 1024;

/**
 * Reads a file as text: UTF-8, UTF-16 with its mark, or Big5, which older files from Taiwan and Hong Kong use. A PDF document is
 * left to the server.
 */
export async function readFile(file: Blob): Promise<FileContent> {
  if (await isPdf(file)) return file.size > maxFileBytes ? { refused: 'too-large-file' } : { document: file };
  // UTF-16 and Big5 can shrink or grow in UTF-8; the server has the last word.
  if (file.size > maxDocumentBytes * 2) return { refused: 'too-large' };
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  if (text === null) return { refused: 'not-text' };
  if (text.trim() === '') return { refused: 'empty' };
  if (new TextEncoder().encode(text).length > maxDocumentBytes) return { refused: 'too-large' };
  return { text };
}

async function isPdf(file: Blob): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, markWithin).arrayBuffer());
  return new TextDecoder('latin1').decode(start).includes('%PDF-');
}

function decode(bytes: Uint8Array): string | null {
  if (startsWith(bytes, [0xff, 0xfe])) return strictly('utf-16le', bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return strictly('utf-16be', bytes);
  // Text has no NUL; a file with one is a picture, an archive, an office document.
  if (bytes.includes(0)) return null;
  const big5 = () => {
    const text = strictly('big5', bytes);
    // Almost any two bytes are some character of Big5; those of no script betray a file that is not text.
    return text === null || /[\p{Co}\p{Cn}\u0001-\u0008\u000e-\u001f]/u.test(text) ? null : text;
  };
  return strictly('utf-8', bytes) ?? big5();
}

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function startsWith(bytes: Uint8Array, start: number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}
