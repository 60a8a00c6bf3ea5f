using Attune.Companion.Storage;
using Attune.Contracts.Conversations;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Companion.Conversations;

/// <summary>Shows one conversation.</summary>
internal sealed class ReadConversation(ConversationsDatabase database)
{
    public ValueTask<Outcome<ConversationView>> RunAsync(Caller caller, string id) => StorageFailures.GuardAsync(() =>
    {
        using var context = database.Open();
        return ValueTask.FromResult<Outcome<ConversationView>>(
            context.Find(caller.Organisation, caller.Principal, id) is { } conversation
                ? conversation.ToView()
                : ConversationFailures.UnknownConversation(id));
    });
}
