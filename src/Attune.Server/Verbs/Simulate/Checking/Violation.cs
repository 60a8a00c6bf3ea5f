namespace Attune.Server.Verbs.Simulate.Checking;

/// <summary>A promise that was not kept.</summary>
/// <param name="Rule">Which one, for example <c>lost</c> or <c>reordered</c>.</param>
/// <param name="Where">The subscriber, publisher, topic or stream it was seen at.</param>
/// <param name="Message">What was expected and what was seen.</param>
internal sealed record Violation(string Rule, string Where, string Message)
{
    public override string ToString() => $"{Rule}: {Where}: {Message}";
}
