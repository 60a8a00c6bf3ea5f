using System.Globalization;
using Attune.Contracts;
using Attune.Foundation.Failures;
using Attune.Foundation.Http;

namespace Attune.Companion.Storage;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="After">The position after which it starts; null for the beginning.</param>
/// <param name="Limit">At most so many items, 1 to 200.</param>
internal readonly record struct PageRequest(long? After, int Limit)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    /// <summary>Reads <c>after</c> and <c>limit</c> of the query string.</summary>
    public static Outcome<PageRequest> From(EndpointCall call)
    {
        var limit = DefaultLimit;
        var isNumber = call.Query("limit") is not { } limitText
            || int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out limit);
        if (!isNumber || limit is < 1 or > MaxLimit)
            return HttpFailures.InvalidField("limit", $"must be a number from 1 to {MaxLimit}");
        if (call.Query("after") is not { } afterText)
            return new PageRequest(null, limit);
        return long.TryParse(afterText, NumberStyles.None, CultureInfo.InvariantCulture, out var after)
            ? new PageRequest(after, limit)
            : HttpFailures.InvalidField("after", "must be the `next` of an earlier page");
    }

    /// <summary>Makes the page of rows that were read with one more than the limit.</summary>
    public ItemList<TView> ToList<TRow, TView>(List<TRow> rows, Func<TRow, long> position, Func<TRow, TView> toView)
    {
        var more = rows.Count > Limit;
        return new ItemList<TView>([.. rows.Take(Limit).Select(toView)],
            more ? position(rows[Limit - 1]).ToString(CultureInfo.InvariantCulture) : null);
    }
}
