using Attune.Learning.Statistics;

namespace Attune.Learning.Features;

/// <summary>Hashes of features: FNV-1a over characters, mixed when joined. Stored in models, so they never change.</summary>
internal static class FeatureHash
{
    public const ulong TokenSeed = 0x746F6B656E;
    public const ulong NegatedSeed = 0x6E65676174;
    public const ulong FormSeed = 0x666F726D;
    public const ulong CharacterSeed = 0x6368617273;

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var character in text)
            hash = (hash ^ character) * 0x100000001B3;
        return hash;
    }

    public static ulong Join(ulong left, ulong right) => SplitMix64.Mix(left + 0x9E3779B97F4A7C15) ^ (right * 0xD6E8FEB86659FD93);

    public static uint Finish(ulong hash) => (uint)(SplitMix64.Mix(hash) >> 32);
}
