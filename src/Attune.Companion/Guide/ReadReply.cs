using Attune.Companion.Replies;
using Attune.Companion.Storage;
using Attune.Contracts.Guide;
using Attune.Foundation.Access;
using Attune.Foundation.Failures;

namespace Attune.Companion.Guide;

/// <summary>Shows one reply.</summary>
internal sealed class ReadReply(ReplyTable replies)
{
    public ValueTask<Outcome<ReplyView>> RunAsync(Caller caller, string id) => StorageFailures.GuardAsync(() =>
        ValueTask.FromResult<Outcome<ReplyView>>(replies.Find(caller.Organisation, caller.Principal, id) is { } reply
            ? reply.ToView()
            : GuideFailures.UnknownReply(id)));
}
