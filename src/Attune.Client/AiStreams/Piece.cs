namespace Attune.Client.AiStreams;

/// <summary>Text that was written and is not known to be stored.</summary>
internal sealed class Piece(long at, long end, string text)
{
    public long At { get; } = at;

    public long End { get; } = end;

    public string Text { get; } = text;

    /// <summary>The verb that carries it over the present connection.</summary>
    public long Reference { get; set; }
}
