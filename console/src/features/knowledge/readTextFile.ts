/** Why a file cannot be imported; the words are in the catalogue as `import.refused.*`. */
export type FileRefusal = 'too-large' | 'empty' | 'not-text' | 'pdf';

/** Bytes of UTF-8 that the server takes at most (its default). */
export const maxDocumentBytes = 5 * 1024 * 1024;

/**
 * Reads a file as text: UTF-8, UTF-16 with its mark, or Big5, which older files from Taiwan and Hong Kong use.
 * @returns The text, or why not.
 */
export async function readTextFile(file: Blob): Promise<{ text: string } | { refused: FileRefusal }> {
  // UTF-16 and Big5 can shrink or grow in UTF-8; the server has the last word.
  if (file.size > maxDocumentBytes * 2) return { refused: 'too-large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return { refused: 'pdf' };
  const text = decode(bytes);
  if (text === null) return { refused: 'not-text' };
  if (text.trim() === '') return { refused: 'empty' };
  if (new TextEncoder().encode(text).length > maxDocumentBytes) return { refused: 'too-large' };
  return { text };
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
