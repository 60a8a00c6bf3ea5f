using Attune.Contracts.Guide;

namespace Attune.Companion.Replies;

/// <summary>What a reply is made from, stored as JSON so that later kinds of work need no new columns.</summary>
/// <param name="Question">The question.</param>
/// <param name="Visit">What a visitor wished; null when nobody stands before the guide.</param>
/// <param name="Tone">The tone of the answer, once it is decided.</param>
internal sealed record ReplyInput(string Question, StoredVisit? Visit = null, GuideTone? Tone = null);
