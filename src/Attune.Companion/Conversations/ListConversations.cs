using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Contracts.Conversations;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;
using Microsoft.EntityFrameworkCore;

namespace Attune.Companion.Conversations;

/// <summary>Lists the caller's conversations, those with the newest words first.</summary>
internal sealed class ListConversations(ConversationsDatabase database)
{
    public ValueTask<Outcome<ItemList<ConversationView>>> RunAsync(
        Caller caller, PageRequest page, CancellationToken cancellation) => StorageFailures.GuardAsync(async () =>
    {
        await using var context = database.Open();
        var before = page.After ?? long.MaxValue;
        var rows = await context.Conversations.AsNoTracking()
            .Where(row => row.OrganisationId == caller.Organisation && row.OwnerId == caller.Principal
                && !row.Erasing && row.Activity < before)
            .OrderByDescending(row => row.Activity)
            .Take(page.Limit + 1)
            .ToListAsync(cancellation);
        return Outcome.Of(page.ToList(rows, row => row.Activity, row => row.ToView()));
    });
}
