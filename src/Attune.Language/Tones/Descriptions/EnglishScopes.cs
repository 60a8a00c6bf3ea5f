using System.Collections.Frozen;

namespace Attune.Language.Tones.Descriptions;

/// <summary>Finds in English what is denied and what is said of people beside the visitor. Both end with their clause.</summary>
internal static class EnglishScopes
{
    private const int FarthestPerson = 4;

    private static readonly FrozenSet<string> Denials = FrozenSet.Create(StringComparer.Ordinal,
        "not", "no", "never", "without", "neither", "nor", "isn't", "isn’t", "doesn't", "doesn’t", "aren't", "wasn't", "hardly",
        "cannot", "lacks", "don't");

    private static readonly FrozenSet<string> Turns = FrozenSet.Create(
        StringComparer.Ordinal, "but", "yet", "rather", "instead", "just", "only", "although", "though");

    private static readonly FrozenSet<string> Owners = FrozenSet.Create(StringComparer.Ordinal, "his", "her", "their");

    private static readonly FrozenSet<string> People = FrozenSet.Create(StringComparer.Ordinal,
        "child", "children", "kid", "kids", "boy", "boys", "girl", "girls", "baby", "babies", "toddler", "toddlers", "infant",
        "daughter", "daughters", "son", "sons", "grandchild", "grandchildren", "grandson", "granddaughter", "grandmother",
        "grandfather", "grandma", "grandpa", "mother", "father", "mum", "mom", "dad", "parents", "wife", "husband", "man",
        "men", "woman", "women", "lady", "gentleman", "friend", "friends", "class", "pupils", "students", "teacher", "sister",
        "brother", "person", "people", "visitor", "visitors", "senior", "seniors", "colleague", "colleagues", "nurse", "her",
        "him", "them", "businessman", "businesswoman");

    /// <summary>After these somebody else follows for certain.</summary>
    private static readonly string[][] Certain =
    [
        ["accompanied", "by"], ["escorted", "by"], ["followed", "by"], ["pushed", "by"], ["supported", "by"], ["led", "by"],
        ["surrounded", "by"], ["next", "to"], ["together", "with"], ["alongside"],
    ];

    /// <summary>After these somebody else follows when a person is named in the same clause.</summary>
    private static readonly FrozenSet<string> Possible = FrozenSet.Create(StringComparer.Ordinal,
        "beside", "behind", "near", "holding", "carrying", "helping", "pushing", "leading", "supporting", "guiding", "hugging",
        "feeding", "watching", "teaching", "photographing", "minding", "front", "following");

    public static void Find(IReadOnlyList<DescriptionWord> words, DescriptionScopes scopes)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (Denials.Contains(words[i].Text))
                scopes.Deny(words[i].Span.Start, EndOfDenial(words, i));
            else if (BeginsWithCompany(words, i))
                scopes.SetBeside(words[i].Span.Start, EndOfClause(words, i));
            else if (LooksBack(words, i))
                scopes.SetBeside(StartOfClause(words, i), words[i].Span.End);
        }
    }

    private static bool BeginsWithCompany(IReadOnlyList<DescriptionWord> words, int at)
    {
        if (Certain.Any(marker => Stands(marker, words, at)))
            return true;
        if (Possible.Contains(words[at].Text))
            return PersonWithin(words, at, words.Count);
        if (Owners.Contains(words[at].Text))
            return PersonWithin(words, at, FarthestPerson - 1);
        return words[at].Text == "with" && PersonWithin(words, at, FarthestPerson);
    }

    /// <summary><c>an old man in the background</c>, <c>her two sons beside her</c>.</summary>
    private static bool LooksBack(IReadOnlyList<DescriptionWord> words, int at) =>
        words[at].Text == "background" && at > 0 && words[at - 1].Text == "the";

    private static bool PersonWithin(IReadOnlyList<DescriptionWord> words, int at, int farthest)
    {
        for (var i = at + 1; i < words.Count && i <= at + farthest && words[i].Clause == words[at].Clause; i++)
        {
            if (People.Contains(words[i].Text))
                return true;
        }

        return false;
    }

    private static bool Stands(string[] marker, IReadOnlyList<DescriptionWord> words, int at)
    {
        for (var k = 0; k < marker.Length; k++)
        {
            if (at + k >= words.Count || words[at + k].Text != marker[k])
                return false;
        }

        return true;
    }

    private static int EndOfDenial(IReadOnlyList<DescriptionWord> words, int at)
    {
        var last = at;
        while (last + 1 < words.Count && words[last + 1].Clause == words[at].Clause && !Turns.Contains(words[last + 1].Text))
            last++;
        return words[last].Span.End;
    }

    private static int EndOfClause(IReadOnlyList<DescriptionWord> words, int at)
    {
        var last = at;
        while (last + 1 < words.Count && words[last + 1].Clause == words[at].Clause)
            last++;
        return words[last].Span.End;
    }

    private static int StartOfClause(IReadOnlyList<DescriptionWord> words, int at)
    {
        var first = at;
        while (first > 0 && words[first - 1].Clause == words[at].Clause)
            first--;
        return words[first].Span.Start;
    }
}
