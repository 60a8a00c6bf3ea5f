using System.Collections.Frozen;

namespace Attune.Learning.Features;

/// <summary>Words that turn what follows into its contrary, in English and Chinese.</summary>
internal static class Negation
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = new[]
    {
        "not", "no", "never", "without", "cannot", "cant", "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "wont",
        "nor", "neither", "hardly", "nobody", "nothing", "不", "沒", "没", "別", "别", "無", "无", "未",
    }.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Is(ReadOnlySpan<char> token) => token.EndsWith("n't") || Words.Contains(token);
}
