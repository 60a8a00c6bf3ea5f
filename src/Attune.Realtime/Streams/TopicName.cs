using System.Buffers;

namespace Attune.Realtime.Streams;

/// <summary>The grammar of topic names: <c>[a-z0-9][a-z0-9:_./{}-]{0,127}</c>, case-sensitive.</summary>
internal static class TopicName
{
    public const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789:_./{}-");

    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaxLength }
        && (char.IsAsciiLetterLower(name[0]) || char.IsAsciiDigit(name[0]))
        && !name.AsSpan().ContainsAnyExcept(Allowed);
}
