using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Attune.Companion.Conversations.Rules;

/// <summary>Reflection of English clauses, word by word.</summary>
internal static partial class EnglishReflection
{
    private const int FewestWords = 3;
    private const int MostWords = 14;
    private const int SentencesRead = 4;

    private static readonly FrozenDictionary<string, string> Turned = Pairs(
        "i=you me=you my=your mine=yours myself=yourself i'm=you're i've=you've i'd=you'd i'll=you'll we=you us=you our=your "
        + "ours=yours ourselves=yourselves we're=you're we've=you've we'd=you'd we'll=you'll am=are");

    /// <summary>Written without their apostrophe.</summary>
    private static readonly FrozenDictionary<string, string> Mended = Pairs(
        "im=i'm ive=i've dont=don't cant=can't didnt=didn't doesnt=doesn't wasnt=wasn't isnt=isn't wont=won't couldnt=couldn't "
        + "havent=haven't hasnt=hasn't wouldnt=wouldn't thats=that's");

    private static readonly FrozenSet<string> PronounSubjects = Words(
        "i i'm i've i'd i'll we we're we've we'd we'll he she they it he's she's they're it's he'd she'd they'd they've no"
        + "body everyone "
        + "everybody someone somebody everything nothing there's there");

    private static readonly FrozenSet<string> TimeWords = Words("today yesterday lately recently tonight tomorrow");

    private static readonly FrozenSet<string> Adverbs = Words(
        "never always really also just still only often even already actually usually once definitely probably finally alm"
        + "ost not so "
        + "honestly truly");

    /// <summary>One of these must stand in a clause that begins with a noun: else it may have no verb at all.</summary>
    private static readonly FrozenSet<string> FiniteVerbs = Words(
        "is are was were has had have does did will would can could isn't aren't wasn't weren't hasn't haven't doesn't did"
        + "n't won't can't "
        + "died left got came went said told made took gave lost broke fell called moved says thinks wants keeps makes get"
        + "s goes comes "
        + "feels seems looks lives works hates loves likes needs started stopped ended failed forgot found bought sold wo"
        + "n ran met hurt");

    /// <summary>Holds a pronoun that may be turned, but the whole is not to be handed back.</summary>
    private static readonly FrozenSet<string> Unfit = Words(
        "you your yours yourself you're you've you'd you'll u ur ya thou ain't gonna wanna gotta idiot stupid worthless ug"
        + "ly fat loser "
        + "failure useless pathetic dumb burden disgusting moron coward freak monster killed kill murder suicide rape rape"
        + "d porn sex sexy "
        + "naked fuck fucking fucked shit bitch damn bastard mentioned meant mean let's should wonder wondering whether et"
        + "c ignore "
        + "instructions prompt");

    private static readonly FrozenSet<string> NotMinePronoun = Words("a the this that coal gold old land salt abandoned");

    private static readonly FrozenSet<string> OnlyReactions = Words("see know agree guess understand suppose mean swear ho"
        + "pe think");

    public static string? Of(string text)
    {
        if (Forbidden.IsMatch(text))
            return null;
        var sentences = Sentence.Matches(text.Replace('’', '\'').Trim());
        var read = sentences.Take(SentencesRead).Select(sentence => sentence.Value.Trim()).ToList();
        return read.Exists(sentence => sentence.EndsWith('?'))
            ? null
            : read.Select(Clause).OfType<string>().MaxBy(clause => ContentWords.Of(clause).Values.Sum());
    }

    private static string? Clause(string sentence)
    {
        var plain = Fillers.Replace(sentence, "").TrimEnd('.', '!', '…', ',', ' ', '~', '-', ':', ')', '(');
        plain = LastFiller.Replace(plain, "");
        var words = Read(plain);
        if (words.Length > MostWords)
            words = Read(FirstClause.Match(plain).Value);
        return words.Length is >= FewestWords and <= MostWords && IsFit(plain, words) ? Turn(words) : null;
    }

    private static string[] Read(string plain) => plain.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => Mended.TryGetValue(word.ToLowerInvariant().TrimEnd(','), out var mended)
            ? word.EndsWith(',') ? mended + "," : mended
            : word)
        .ToArray();

    private static bool IsFit(string plain, string[] words)
    {
        if (Array.Exists(words, word => !Word.IsMatch(word)) || IsShouted(plain))
            return false;
        var lower = Array.ConvertAll(words, Bare);
        if (Array.Exists(lower, Unfit.Contains) || !BeginsWell(lower))
            return false;
        return !IsOnlyReaction(lower) && !HasDoubtfulPronoun(words, lower);
    }

    /// <summary>"I agree", "I think so": nothing was told.</summary>
    private static bool IsOnlyReaction(string[] lower) => lower is ["i", var only, var next, ..]
        && OnlyReactions.Contains(only) && (lower.Length <= FewestWords || next is "so" or "right");

    /// <summary>Starts with a subject whose clause surely has a verb.</summary>
    private static bool BeginsWell(string[] lower)
    {
        var start = 0;
        if (TimeWords.Contains(lower[0]))
            start = 1;
        else if (lower.Length > 2 && (lower[0], lower[1]) is ("last", _) or ("this", "morning" or "week" or "evening" or "year"))
            start = 2;
        if (start >= lower.Length)
            return false;
        var subject = lower[start];
        if (PronounSubjects.Contains(subject))
            return start + 1 < lower.Length && lower[start + 1] is not ("and" or "too" or "or" or "who" or "that");
        return subject is "my" or "our" or "the" or "his" or "her" or "their"
            && lower.Length > start + 2
            && lower.Skip(start + 2).Any(IsFinite)
            && !lower.Skip(start).Any(word => word is "who" or "which" or "that" or "whose");
    }

    private static bool IsFinite(string word) =>
        FiniteVerbs.Contains(word) || (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal));

    /// <summary>Pronouns whose turn would need more than a word for a word.</summary>
    private static bool HasDoubtfulPronoun(string[] words, string[] lower)
    {
        for (var i = 0; i < lower.Length; i++)
        {
            var before = i > 0 ? lower[i - 1] : "";
            var after = i + 1 < lower.Length ? lower[i + 1] : "";
            var doubtful = lower[i] switch
            {
                "i" => (before is "and" or "or" && !lower.Take(i - 1).Any(PronounSubjects.Contains)) || after is "and" or "or"
                    || (i > 0 && char.IsUpper(words[i - 1][0]) && i > 1) || i == lower.Length - 1,
                "me" => i == 0 || after is "and" or "or" || before is "and" or "or",
                "mine" => NotMinePronoun.Contains(before),
                "was" or "wasn't" => before is "i" && i > 2 && lower[i - 2] is "and" or "or",
                "am" => !IsVerbOfI(lower, i) && !IsHour(before),
                _ => false,
            };
            if (doubtful)
                return true;
        }

        return false;
    }

    private static string Turn(string[] words)
    {
        var turned = new string[words.Length];
        var lower = Array.ConvertAll(words, Bare);
        for (var i = 0; i < words.Length; i++)
        {
            var comma = words[i].EndsWith(',') ? "," : "";
            turned[i] = lower[i] switch
            {
                "us" when words[i].StartsWith("US", StringComparison.Ordinal) => words[i],
                "am" when IsHour(i > 0 ? lower[i - 1] : "") => words[i],
                "was" when IsVerbOfI(lower, i) => "were" + comma,
                "wasn't" when IsVerbOfI(lower, i) => "weren't" + comma,
                var word when Turned.TryGetValue(word, out var other) => other + comma,
                var word when i == 0 && StartsInLowerCase(word) => word + comma,
                _ => words[i],
            };
        }

        return string.Join(' ', turned);
    }

    private static bool StartsInLowerCase(string word) =>
        PronounSubjects.Contains(word) || TimeWords.Contains(word)
        || word is "the" or "his" or "her" or "their" or "last" or "this";

    /// <summary>"I was", "I really am", but not "my mother was".</summary>
    private static bool IsVerbOfI(string[] lower, int verb)
    {
        var subject = verb - 1;
        while (subject >= 0 && Adverbs.Contains(lower[subject]))
            subject--;
        return subject >= 0 && lower[subject] is "i";
    }

    private static bool IsHour(string before) => before.Length > 0 && char.IsAsciiDigit(before[0]);

    private static bool IsShouted(string plain) =>
        plain.Count(char.IsUpper) > 4 && plain.Count(char.IsUpper) * 2 > plain.Count(char.IsLetter);

    private static string Bare(string word) => word.TrimEnd(',').ToLowerInvariant();

    private static FrozenDictionary<string, string> Pairs(string pairs) => pairs.Split(' ').Select(pair => pair.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Quotation marks, brackets, code, links: somebody else's words or no clause at all.</summary>
    [GeneratedRegex("[\"“”«»(){}\\[\\]<>|/\\\\@#=_*`^;]|(?<!\\w)['‘]\\w|https?:", RegexOptions.CultureInvariant)]
    private static partial Regex Forbidden { get; }

    [GeneratedRegex(@"[^.!?…\n]+[.!?…]*", RegexOptions.CultureInvariant)]
    private static partial Regex Sentence { get; }

    [GeneratedRegex(
        @"^(?:(?:well|so|yeah|yes|no|oh|ok|okay|honestly|anyway|actually|and|but|because|hmm+|um+|ugh|hey|hi|hello|haha|"
        + @"lol|sorry|mia|solene|"
        + @"lyra|doc|unfortunately|luckily|sadly|also|thanks|then|like|wow|btw|"
        + @"today,)\b[\s,:-]*)+(?=\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Fillers { get; }

    [GeneratedRegex(@"[\s,]+(?:lol|haha+|tbh|though|you know|i guess|i think|or something|btw|right now tbh|anyway|ugh|"
        + @"sigh|too)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LastFiller { get; }

    [GeneratedRegex(@"^.*?(?=,? (?:but|because|although|since|even though|so that)\b|"
        + @", )", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FirstClause { get; }

    [GeneratedRegex(@"^(?:[A-Za-zÀ-ɏ]+(?:[-'][A-Za-zÀ-ɏ]+)*|\d{1,4}(?:st|nd|rd|th|%)?),?$", RegexOptions.CultureInvariant)]
    private static partial Regex Word { get; }
}
