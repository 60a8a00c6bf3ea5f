using System.Collections.Frozen;
using Attune.Language.Readability;

namespace Attune.Language.Tones.Rewriting;

/// <summary>
/// Cuts a long English sentence into short ones, at the borders of clauses first, then before prepositions. No word is dropped;
/// relative pronouns become subjects.
/// </summary>
internal static class EnglishCuts
{
    private const int ShortestPart = 2;
    private const double Never = 1_000;

    /// <summary>What a cut costs more before the verb: the first part would be a subject without its sentence.</summary>
    private const double WithoutVerb = 8;

    private static readonly FrozenSet<string> Joined = Set(
        "the a an of in on at by with to from for is was are were be been being not no and or but his her its "
        + "their my your our this that these those more less than about around very so as has have had can "
        + "could may must will would should do does did which who whose where when each every most because if "
        + "only also any all both over into until between first least although while though almost still never "
        + "out get off up only just least under roughly nearly yes"
        + " way");

    private static readonly FrozenSet<string> SayingVerbs = Set(
        "says say said believes believe believed think thinks thought feared fear fears means mean hope hopes insists insisted "
        + "shows showed found know knew tells told");

    private static readonly FrozenSet<string> Prepositions = Set(
        "in on at by with from for during behind under over into through along near inside outside within "
        + "beyond towards against among across above below since until before after");

    private static readonly FrozenSet<string> ClauseWords = Set("but because while when where although though so if which who");

    private static readonly FrozenSet<string> Subjects = Set(
        "it they he she the a an this these its his her their was were is are you we has had can could one "
        + "nobody there each some");

    private static readonly FrozenSet<string> Verbs = Set(
        "is was are were be been has have had can could may must will would should do does did costs cost "
        + "needs need shows show stands stand means mean leaves leave starts start begins begin ends end opens "
        + "open closes close holds hold takes take lists list owns own says say belongs belong lies lie sells "
        + "sell lasts last weighs climbs leads lead reads read gets get fits fit works work lives live comes "
        + "come goes go makes make gives give tells tell keeps keep brings bring sits sit compares believes "
        + "restores rotates grows hangs runs serves faces marks covers cut met wore drew spoke fell became grew "
        + "stood ran sat bore struck broke chose rose threw swam sang wrote");

    private static readonly FrozenSet<string> Orders = Set(
        "please take put press turn go use wet dab look walk open close come bring book ask leave follow and "
        + "or but in on at");

    private static readonly FrozenSet<string> PastVerbs = Set(
        "came went took gave made found sent built bought wrote told kept held led left saw said knew died "
        + "lived could had did");

    private static readonly FrozenSet<string> Denials = Set("not no never nobody nothing none neither nor without cannot hardly");

    /// <summary>The sentence in pieces of at most so many words, as far as there are places to cut.</summary>
    public static IReadOnlyList<string> Cut(string sentence, int mostWords)
    {
        var pieces = new List<string>();
        Cut(sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries), mostWords, pieces);
        return pieces;
    }

    private static void Cut(string[] tokens, int mostWords, List<string> pieces)
    {
        if (tokens.Count(EnglishTokens.IsWord) > mostWords && BestCut(tokens) is > 0 and var at)
        {
            // They say that it rains: they say this, it rains.
            var isSaid = IsSaid(tokens, at);
            Cut(Ended(isSaid ? [.. tokens[..at], "this"] : tokens[..at]), mostWords, pieces);
            Cut(IsAdded(tokens, at) ? [.. Pointer(tokens[..at]), .. tokens[at..]] : Begun(tokens[(isSaid ? at + 1 : at)..]),
                mostWords, pieces);
            return;
        }

        pieces.Add(string.Join(' ', tokens));
    }

    private static bool IsSaid(string[] tokens, int at) =>
        Plain(tokens[at]) == "that" && SayingVerbs.Contains(Plain(tokens[at - 1])) && tokens.Length - at > ShortestPart;

    /// <summary>
    /// A preposition begins no sentence of its own behind one that is complete: "It was built. This was in 1924 by the city."
    /// </summary>
    private static bool IsAdded(string[] tokens, int at) => Prepositions.Contains(Plain(tokens[at])) && HasVerb(tokens, at);

    /// <summary>What points back to the sentence that was cut off, in its time.</summary>
    private static string[] Pointer(string[] first)
    {
        var words = first.Select(Plain).ToList();
        if (Enumerable.Range(0, first.Length).Any(at => IsOrder(words[at]) && IsFirst(first, at)))
            return ["Do", "this"];
        return words.Contains("will") ? ["This", "will", "be"]
            : words.Exists(word => word is "was" or "were" || IsPast(word)) && !words.Exists(word => word is "is" or "are")
                ? ["This", "was"]
                : ["This", "is"];
    }

    private static bool IsOrder(string word) =>
        Orders.Contains(word) && !Prepositions.Contains(word) && word is not ("and" or "or" or "but");

    /// <summary>"To reach the museum, take bus 20": an order may begin behind a comma too.</summary>
    private static bool IsFirst(string[] tokens, int at) => at == 0 || tokens[at - 1][^1] == ',';

    private static int BestCut(string[] tokens)
    {
        var best = 0;
        var least = Never;
        var depth = 0;
        for (var i = 1; i < tokens.Length; i++)
        {
            depth += Depth(tokens[i - 1]);
            if (depth != 0 || !IsAllowed(tokens, i))
                continue;
            var cost = Cost(tokens, i) + (HasVerb(tokens, i) ? 0 : WithoutVerb) + (0.5 * Math.Abs(i - (tokens.Length / 2.0)));
            if (cost < least)
                (least, best) = (cost, i);
        }

        return best;
    }

    private static bool HasVerb(string[] tokens, int end)
    {
        for (var i = 1; i < end; i++)
        {
            var word = Plain(tokens[i]);
            if (IsVerb(word))
                return true;
        }

        // An order begins with its verb.
        return Orders.Contains(Plain(tokens[0]));
    }

    /// <summary>Opened minus closed brackets; a quotation mark counts for the side of the word it stands on.</summary>
    private static int Depth(string token)
    {
        var depth = 0;
        for (var i = 0; i < token.Length; i++)
        {
            depth += token[i] switch
            {
                '(' or '“' => 1,
                ')' or '”' => -1,
                '"' => i == 0 || token[i - 1] == '(' ? 1 : -1,
                _ => 0,
            };
        }

        return depth;
    }

    private static bool IsAllowed(string[] tokens, int at)
    {
        if (at < ShortestPart || tokens.Length - at < ShortestPart)
            return false;
        var before = tokens[at - 1];
        var word = Plain(tokens[at]);
        // The citation of a sentence stays with it, and what is denied stays with its circumstances: "did not sail in winter".
        if (tokens[at][0] == '[' || (IsAdded(tokens, at) && tokens[..at].Any(IsDenial)))
            return false;
        if (Joined.Contains(Plain(before)) && !EndsClause(before))
            return false;
        if (char.IsUpper(tokens[at][0]) && !EndsClause(before))
            return false;
        var next = Plain(tokens[at + 1]);
        if (word == "who")
            return next is "is" or "was" or "has" or "were" || IsPast(next);
        return !(next is "which" or "whom" or "whose");
    }

    private static bool IsDenial(string token) =>
        Plain(token) is var word && (Denials.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal));

    private static bool EndsClause(string token) => token[^1] is ',' or ';' or ':' or '—' or '–';

    private static double Cost(string[] tokens, int at)
    {
        var before = tokens[at - 1];
        var word = Plain(tokens[at]);
        if (before[^1] is ';' or '—' or '–')
            return 0;
        if (before[^1] == ':')
            return 2;
        var isClause = ClauseWords.Contains(word) || (word is "and" or "or" && Subjects.Contains(Plain(tokens[at + 1])));
        if (before[^1] == ',')
            return isClause ? 1 : IsList(tokens, at) ? 12 : 3;
        if (isClause)
            return 3;
        if (word is "and" or "or")
            return IsPair(tokens, at) ? Never : IsVerb(Plain(tokens[at + 1])) ? 4 : 10;
        if (Prepositions.Contains(word))
            return word is "in" or "on" && char.IsDigit(Plain(tokens[at + 1]).FirstOrDefault('x')) ? 6 : 7;
        if (word == "that")
            return IsSaid(tokens, at) ? 3 : 11;
        return word == "to" && !char.IsDigit(tokens[at + 1][0]) && !char.IsUpper(tokens[at + 1][0]) ? 9 : Never;
    }

    /// <summary>A comma of an enumeration: soon after it comes the and of its last member, or one stood just before.</summary>
    private static bool IsList(string[] tokens, int at)
    {
        for (var i = at; i < tokens.Length && i <= at + 4; i++)
        {
            if (Plain(tokens[i]) is "and" or "or" && !Subjects.Contains(Plain(tokens[Math.Min(i + 1, tokens.Length - 1)])))
                return true;
        }

        return at >= 2 && tokens[Math.Max(0, at - 3)][^1] == ',';
    }

    /// <summary>The and of <c>between … and</c> and <c>both … and</c>.</summary>
    private static bool IsPair(string[] tokens, int at) =>
        tokens[Math.Max(0, at - 4)..at].Any(token => Plain(token) is "between" or "both");

    private static string[] Ended(string[] tokens)
    {
        tokens[^1] = tokens[^1].TrimEnd(',', ';', ':', '—', '–') + ".";
        if (tokens[^1] == ".")
            return [.. tokens[..^2], tokens[^2].TrimEnd(',', ';', ':') + "."];
        return tokens;
    }

    private static string[] Begun(string[] tokens)
    {
        var word = Plain(tokens[0]);
        var next = Plain(tokens[1]);
        string[] start = (word, next) switch
        {
            ("which", "are" or "were" or "have") => ["They"],
            ("which", _) => ["That"],
            ("who", "is") => ["They", "are"],
            ("who", "was" or "were") => ["They", "were"],
            ("who", "has") => ["They", "have"],
            ("who", _) => ["They"],
            ("because", _) => ["That", "is", "because"],
            ("although" or "though", _) => ["But"],
            ("while", _) => ["And"],
            ("where", _) => ["There"],
            _ => [char.ToUpperInvariant(tokens[0][0]) + tokens[0][1..]],
        };
        var replaced = start.Length == 2 ? 2 : 1;
        return [.. start, .. tokens[replaced..]];
    }

    private static bool IsVerb(string word) => Verbs.Contains(word) || IsPast(word);

    private static bool IsPast(string word) =>
        PastVerbs.Contains(word) || (word.Length > 3 && word.EndsWith("ed", StringComparison.Ordinal));

    private static string Plain(string token) =>
        token.Trim(',', '.', ';', ':', '"', '“', '”', '(', ')', '?', '!').ToLowerInvariant();

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
