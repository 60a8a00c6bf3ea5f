import { useEffect } from 'react';
import { type Resource, useResource } from '../../shared/api/useResource.ts';
import { useStore } from '../../shared/store.ts';
import { importedCount } from './imports.ts';
import { type DocumentView, listDocuments } from './knowledgeApi.ts';
import { changedCount, useKnowledgeEvents } from './knowledgeEvents.ts';

/** The documents, listed again when one came or went, here or elsewhere. */
export function useDocuments(): Resource<DocumentView[]> {
  const documents = useResource(listDocuments);
  const changes = useStore(importedCount) + useStore(changedCount);
  const { reload } = documents;
  useKnowledgeEvents();
  useEffect(() => {
    if (changes > 0) reload();
  }, [changes, reload]);
  return documents;
}
