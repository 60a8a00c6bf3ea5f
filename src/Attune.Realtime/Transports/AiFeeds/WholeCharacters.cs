using System.Buffers;

namespace Attune.Realtime.Transports.AiFeeds;

/// <summary>Finds where UTF-8 that arrives in pieces may be cut.</summary>
internal static class WholeCharacters
{
    private const int LongestCharacter = 4;

    /// <summary>The bytes from the start that end with a whole character; bytes that are no UTF-8 count as whole.</summary>
    /// <param name="bytes">What has arrived.</param>
    /// <param name="max">At most so many, 4 or more.</param>
    public static int Length(in ReadOnlySequence<byte> bytes, int max)
    {
        var length = (int)Math.Min(bytes.Length, max);
        var look = Math.Min(length, LongestCharacter);
        Span<byte> tail = stackalloc byte[LongestCharacter];
        bytes.Slice(length - look, look).CopyTo(tail);
        for (var back = 1; back <= look; back++)
        {
            var lead = tail[look - back];
            if ((lead & 0xC0) == 0x80)
                continue;
            return Needed(lead) > back ? length - back : length;
        }

        return length;
    }

    private static int Needed(byte lead) => lead switch
    {
        >= 0xF8 or < 0xC0 => 1,
        >= 0xF0 => 4,
        >= 0xE0 => 3,
        _ => 2,
    };
}
