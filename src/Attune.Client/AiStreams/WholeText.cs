using System.Text;

namespace Attune.Client.AiStreams;

/// <summary>
/// Makes whole characters of texts that may be cut anywhere: half a surrogate pair waits for its other half, and what is no
/// character becomes U+FFFD, as everywhere in UTF-8.
/// </summary>
internal sealed class WholeText
{
    /// <summary>A piece is at most so many UTF-16 units, and so at most three times as many bytes.</summary>
    private const int MaxUnits = 32 * 1024;

    private char? _half;

    /// <summary>The pieces that can be sent now.</summary>
    public IEnumerable<string> Take(string text)
    {
        if (_half is { } half)
            text = half + text;
        _half = null;
        if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
        {
            _half = text[^1];
            text = text[..^1];
        }

        return Cut(Repair(text));
    }

    /// <summary>What is left at the end.</summary>
    public string Rest()
    {
        var rest = _half is null ? "" : Rune.ReplacementChar.ToString();
        _half = null;
        return rest;
    }

    private static string Repair(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }

        return text;
    }

    private static IEnumerable<string> Cut(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(MaxUnits, text.Length - at);
            if (at + length < text.Length && char.IsHighSurrogate(text[at + length - 1]))
                length--;
            yield return text.Substring(at, length);
            at += length;
        }
    }
}
