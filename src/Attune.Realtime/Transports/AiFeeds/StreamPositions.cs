using System.Globalization;
using System.Text;

namespace Attune.Realtime.Transports.AiFeeds;

/// <summary>
/// A viewer's byte positions as text: <c>1843</c> for the part <c>text</c> alone, <c>reasoning=20,text=1843</c> otherwise;
/// with <c>;done</c> once the end was told.
/// </summary>
internal static class StreamPositions
{
    public const string DefaultPart = "text";
    private const string Done = ";done";

    public static string Format(IReadOnlyDictionary<string, long> positions, bool isDone)
    {
        var text = new StringBuilder();
        if (positions.Count == 1 && positions.TryGetValue(DefaultPart, out var only))
            text.Append(CultureInfo.InvariantCulture, $"{only}");
        else
            text.AppendJoin(',', positions.Select(part => $"{part.Key}={part.Value.ToString(CultureInfo.InvariantCulture)}"));
        return text.Append(isDone ? Done : "").ToString();
    }

    /// <param name="text">What <see cref="Format"/> wrote, or a number.</param>
    /// <param name="part">The part that a bare number counts for.</param>
    /// <returns>The position of each part, and whether the end was told; null when it is not such a text.</returns>
    public static (Dictionary<string, long> Positions, bool IsDone)? Parse(string text, string part)
    {
        var isDone = text.EndsWith(Done, StringComparison.Ordinal);
        if (isDone)
            text = text[..^Done.Length];
        var positions = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var item in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : item[..equals];
            if (!long.TryParse(item.AsSpan(equals + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var at))
                return null;
            positions[name] = at;
        }

        return (positions, isDone);
    }
}
