import type { MessageKey } from '../../shared/i18n/en.ts';
import type { Words } from '../../shared/i18n/words.ts';
import type { FileProblem } from './knowledgeApi.ts';

/** Reasons that have words of their own in each language, by the server's codes. */
const known: Record<string, MessageKey> = {
  document_too_large: 'problem.too-long',
  empty_file: 'problem.empty',
  file_too_large: 'problem.too-large',
  file_unreadable: 'problem.unreadable',
  html_too_complex: 'problem.too-complex',
  knowledge_full: 'problem.full',
  pdf_protected: 'problem.pdf-protected',
  pdf_reader_missing: 'problem.pdf-reader',
  pdf_too_complex: 'problem.too-complex',
  pdf_unreadable: 'problem.pdf-damaged',
  pdf_without_text: 'problem.pdf-pictures',
  table_too_long: 'problem.too-long',
  table_unreadable: 'problem.table',
  too_many_documents: 'problem.full',
  unknown_encoding: 'problem.encoding',
  unsupported_file: 'problem.kind',
};

/** Why a file was not taken and what to do, in the reader's language where there are words, else as the server says it. */
export function problemText(
  t: Words['t'], { code, detail, whatToDo }: Pick<FileProblem, 'code' | 'detail' | 'whatToDo'>): string {
  const key = known[code];
  return key ? t(key) : `${detail} ${whatToDo}`;
}
