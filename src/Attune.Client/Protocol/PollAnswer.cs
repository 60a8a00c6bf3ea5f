namespace Attune.Client.Protocol;

/// <summary>The answer of a long poll.</summary>
internal sealed record PollAnswer
{
    public ServerFrame[] Frames { get; init; } = [];

    public string Cursor { get; init; } = "";
}
