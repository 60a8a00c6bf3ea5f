import { Plus } from 'lucide-react';
import { useCallback } from 'react';
import { navigate, usePath } from '../../shared/frame/router.ts';
import { useWords } from '../../shared/i18n/words.ts';
import { IconButton } from '../../shared/ui/IconButton.tsx';
import { useMedia } from '../../shared/ui/useMedia.ts';
import type { ConversationView } from '../conversations/conversationApi.ts';
import { useConversations } from '../conversations/conversationList.ts';
import { ConversationRows } from '../conversations/ConversationRows.tsx';
import { guideId } from '../personas/personas.ts';
import { Dialogue } from './Dialogue.tsx';
import { talkPath } from './paths.ts';
import { TalkStart } from './TalkStart.tsx';

/** Wide enough for the list of conversations beside the one that is open. */
const wideEnoughForList = '(min-width: 860px)';

function isCompanions({ personaId }: ConversationView): boolean {
  return personaId !== guideId;
}

/** Conversations with companions. */
export function TalkPage() {
  const { t } = useWords();
  const [, , first, second] = usePath().split('/');
  const isWide = useMedia(wideEnoughForList);
  const list = useConversations();
  const onGone = useCallback(() => navigate('/talk'), []);
  const currentId = first !== undefined && first !== '' && first !== 'new' ? first : null;
  const newWith = first === 'new' && second ? second : null;
  const rows = (
    <ConversationRows list={list} isHere={isCompanions} currentId={currentId} empty={t('talk.none')} pathOf={talkPath} />
  );
  const isStart = currentId === null && newWith === null;
  return (
    <div className="flex min-h-0 min-w-0 flex-1">
      {isWide && (
        <aside aria-label={t('talk.conversations')} className="flex w-72 shrink-0 flex-col border-r border-line">
          <div className="flex min-h-14 shrink-0 items-center border-b border-line px-4">
            <h2 className="text-sm font-semibold">{t('talk.conversations')}</h2>
            {!isStart && (
              <IconButton icon={Plus} name={t('guide.new')} onClick={() => navigate('/talk')} className="-mr-2 ml-auto" />
            )}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto p-2">{rows}</div>
        </aside>
      )}
      {isStart
        ? (
          <TalkStart>
            {!isWide && list.items?.some(isCompanions) && (
              <section className="mb-8">
                <h2 className="mb-2 font-semibold">{t('talk.conversations')}</h2>
                {rows}
              </section>
            )}
          </TalkStart>
        )
        : <Dialogue id={currentId} newWith={newWith} canGoBack={!isWide} onGone={onGone} />}
    </div>
  );
}
