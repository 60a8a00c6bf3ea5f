using System.Text.RegularExpressions;

namespace Attune.TestKit.Proofs;

/// <summary>
/// Names the checklist items that a test proves. The reference page of the checklist is generated from these ids, so an
/// id on a test that does not prove the item is a defect, and more than three mean that the test proves none of them well.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed partial class ProvesAttribute : Attribute
{
    /// <summary>The largest number of items one test may claim.</summary>
    public const int MaxIds = 3;

    /// <param name="ids">One to three ids such as <c>D-34</c>, each at most once.</param>
    /// <exception cref="ArgumentException">An id is malformed or doubled, or there are none or too many.</exception>
    public ProvesAttribute(params string[] ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Length is 0 or > MaxIds)
            throw new ArgumentException($"A test proves 1 to {MaxIds} items, not {ids.Length}. Split the test.", nameof(ids));
        if (Array.Find(ids, id => !IsWellFormed(id)) is { } bad)
            throw new ArgumentException($"'{bad}' is not an item id. Write a letter from A to E, a dash and its number: D-34.",
                nameof(ids));
        if (ids.Distinct().Count() != ids.Length)
            throw new ArgumentException("An item is named twice.", nameof(ids));
        Ids = ids;
    }

    /// <summary>The items, in the order given.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>True for a letter from A to E, a dash and two or three digits.</summary>
    public static bool IsWellFormed(string id) => ItemId().IsMatch(id);

    [GeneratedRegex(@"\A[A-E]-[0-9]{2,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ItemId();
}
