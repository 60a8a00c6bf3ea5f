using Attune.Companion.Replies;
using Attune.Companion.Storage;
using Attune.Contracts;
using Attune.Contracts.Guide;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Companion.Guide;

/// <summary>Lists the caller's replies, newest first.</summary>
internal sealed class ListReplies(ReplyTable replies)
{
    public ValueTask<Outcome<ItemList<ReplyView>>> RunAsync(Caller caller, PageRequest page) => StorageFailures.GuardAsync(() =>
    {
        var rows = replies.List(caller.Organisation, caller.Principal, page.After, page.Limit + 1);
        return ValueTask.FromResult<Outcome<ItemList<ReplyView>>>(page.ToList(rows, row => row.Position, row => row.ToView()));
    });
}
