import { useEffect } from 'react';
import { type Resource, useResource } from '../../shared/api/useResource.ts';
import { useStore } from '../../shared/store.ts';
import { importedCount } from './imports.ts';
import { type DocumentView, listDocuments } from './knowledgeApi.ts';

/** The documents, listed again when one was imported. */
export function useDocuments(): Resource<DocumentView[]> {
  const documents = useResource(listDocuments);
  const imported = useStore(importedCount);
  const { reload } = documents;
  useEffect(() => {
    if (imported > 0) reload();
  }, [imported, reload]);
  return documents;
}
