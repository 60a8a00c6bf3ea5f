namespace Attune.Inference.Wire;

/// <summary>
/// Follows the lines of a server-sent event stream as its bytes pass: bounds the size of an event and notices the three lines
/// that the packages above do not tell about.
/// </summary>
internal sealed class EventLines(int maxEventBytes)
{
    /// <summary>Enough to recognise the lines below, with any spaces around.</summary>
    private const int BeginningBytes = 32;

    private readonly byte[] _beginning = new byte[BeginningBytes];
    private int _lineBytes;
    private int _eventBytes;

    /// <summary>True once <c>data: [DONE]</c> has passed: the endpoint says that the answer is whole.</summary>
    public bool IsDone { get; private set; }

    /// <summary>True once an event with data has passed.</summary>
    public bool HasData { get; private set; }

    /// <summary>True once <c>data: {"error": …</c> has passed: the endpoint failed after its headers.</summary>
    public bool HasError { get; private set; }

    /// <summary>True once an event was larger than allowed.</summary>
    public bool IsTooLarge { get; private set; }

    public void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var part = end < 0 ? bytes : bytes[..end];
            Extend(part);
            if (end < 0)
                return;
            EndLine();
            bytes = bytes[(end + 1)..];
        }
    }

    private void Extend(ReadOnlySpan<byte> part)
    {
        var kept = Math.Min(_lineBytes, BeginningBytes);
        part[..Math.Min(part.Length, BeginningBytes - kept)].CopyTo(_beginning.AsSpan(kept));
        _lineBytes += part.Length;
        _eventBytes += part.Length;
        IsTooLarge |= _eventBytes > maxEventBytes;
    }

    private void EndLine()
    {
        var line = _beginning.AsSpan(0, Math.Min(_lineBytes, BeginningBytes)).TrimEnd((byte)'\r');
        if (line.IsEmpty)
            _eventBytes = 0;
        if (line.StartsWith("data:"u8))
        {
            HasData = true;
            var data = line["data:"u8.Length..].Trim((byte)' ');
            IsDone |= data.SequenceEqual("[DONE]"u8);
            HasError |= data.StartsWith("{\"error\""u8) && data.IndexOf("null"u8) < 0;
        }

        _lineBytes = 0;
    }
}
