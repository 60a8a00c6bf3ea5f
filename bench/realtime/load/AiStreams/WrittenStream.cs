namespace RealtimeLoad.AiStreams;

/// <summary>A stream as its producer writes it.</summary>
/// <param name="id">Its name.</param>
/// <param name="number">Decides its text.</param>
/// <param name="tokens">Ends it when nobody stops it before.</param>
internal sealed class WrittenStream(string id, int number, int tokens)
{
    private readonly int _first = StreamText.FirstToken(number);

    public string Id { get; } = id;

    public int MaxTokens { get; } = tokens;

    public int Tokens { get; private set; }

    public int Length => StreamText.Length(_first, Tokens);

    /// <summary>When the first token was meant to be sent; 0 before.</summary>
    public long FirstSentAt { get; set; }

    /// <summary>When a viewer asked to stop; 0 before.</summary>
    public long StopAskedAt { get; set; }

    /// <summary>The state that it was ended with; null before.</summary>
    public string? EndedAs { get; set; }

    public ReadOnlySpan<byte> NextToken() => StreamText.Tokens(_first, Tokens++, 1);

    /// <summary>Are these the bytes at this position? What was never written is never right.</summary>
    public bool Holds(long at, ReadOnlySpan<byte> data) =>
        at + data.Length <= Length && StreamText.From(_first, at, data.Length).SequenceEqual(data);
}
