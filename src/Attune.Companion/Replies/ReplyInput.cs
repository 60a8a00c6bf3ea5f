namespace Attune.Companion.Replies;

/// <summary>What a reply is made from, stored as JSON so that later kinds of work need no new columns.</summary>
/// <param name="Question">The question.</param>
internal sealed record ReplyInput(string Question);
