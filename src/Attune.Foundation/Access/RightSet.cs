using System.Buffers;

namespace Attune.Foundation.Access;

/// <summary>
/// What a credential may do: rights such as <c>subscribe:persona:*</c> or <c>publish:org:{claim.org}:*</c>, compiled once
/// and asked without allocating. The part before the first colon is the verb (<c>*</c> for every verb; the stream core's
/// need not name their module), the rest the pattern of its resource, in which <c>*</c> stands for any characters. A
/// pattern may be asked like a name: it is allowed when everything that it matches is.
/// </summary>
public sealed class RightSet
{
    /// <summary>Most rights of one credential.</summary>
    public const int MaxRights = 64;

    private const int MaxLength = 200;
    private const string DefaultModule = "realtime.";
    private const string ClaimStart = "{claim.";

    private static readonly SearchValues<char> VerbCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    private readonly Right[] _rights;

    private RightSet(Right[] rights) => _rights = rights;

    /// <summary>Allows nothing.</summary>
    public static RightSet None { get; } = new([]);

    /// <summary>Compiles rights.</summary>
    /// <param name="texts">The rights as written, at most <see cref="MaxRights"/> of at most 200 characters.</param>
    /// <param name="claims">What stands for <c>{claim.name}</c>; a right that names a missing claim allows nothing.</param>
    /// <returns>Null when one of them is not a right or there are too many.</returns>
    public static RightSet? TryParse(IReadOnlyList<string> texts, IReadOnlyDictionary<string, string> claims)
    {
        if (texts.Count > MaxRights)
            return null;
        var rights = new List<Right>(texts.Count);
        foreach (var text in texts)
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var verb = colon < 0 ? text : text[..colon];
            var pattern = colon < 0 ? "*" : text[(colon + 1)..];
            if (text.Length > MaxLength || !IsVerb(verb) || pattern.Length == 0)
                return null;
            if (Substitute(pattern, claims) is { } known)
                rights.Add(new Right(verb, DefaultModule + verb, known));
        }

        return new RightSet([.. rights]);
    }

    /// <summary>Is this allowed? Without a resource: is it allowed with any?</summary>
    public bool Allows(string verb, string resource)
    {
        foreach (var right in _rights)
        {
            if (right.IsAbout(verb) && (resource.Length == 0 || Matches(right.Pattern, resource)))
                return true;
        }

        return false;
    }

    /// <summary>Does this set, read as a list of what is forbidden, forbid this? Without a resource: with every one?</summary>
    public bool Forbids(string verb, string resource)
    {
        foreach (var right in _rights)
        {
            if (right.IsAbout(verb) && Matches(right.Pattern, resource))
                return true;
        }

        return false;
    }

    private static bool IsVerb(string verb) => verb == "*"
        || (verb.Length > 0 && verb.AsSpan().IndexOfAnyExcept(VerbCharacters) < 0);

    /// <summary>Puts the claims in; null when one is missing or would act as a pattern.</summary>
    private static string? Substitute(string pattern, IReadOnlyDictionary<string, string> claims)
    {
        for (var start = 0; (start = pattern.IndexOf(ClaimStart, start, StringComparison.Ordinal)) >= 0;)
        {
            var end = pattern.IndexOf('}', start);
            if (end < 0 || !claims.TryGetValue(pattern[(start + ClaimStart.Length)..end], out var value)
                || value.Length == 0 || value.Contains('*', StringComparison.Ordinal))
                return null;
            pattern = string.Concat(pattern.AsSpan(0, start), value, pattern.AsSpan(end + 1));
            start += value.Length;
        }

        return pattern;
    }

    /// <summary>Where the text does not fit, the last star takes one character more: no recursion, nothing allocated.</summary>
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (at, p, star, taken) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, taken) = (p++, at);
            }
            else if (p < pattern.Length && pattern[p] == text[at])
            {
                p++;
                at++;
            }
            else if (star >= 0)
            {
                (p, at) = (star + 1, ++taken);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    /// <summary>One right: its verb as written and with the module that need not be written.</summary>
    private readonly record struct Right(string Verb, string Qualified, string Pattern)
    {
        public bool IsAbout(string verb) => Verb == verb || Qualified == verb || Verb == "*";
    }
}
