using System.Text.RegularExpressions;
using Attune.Language.Readability;
using Attune.Language.Sentences;
using Attune.Language.Tones.Rewriting;

namespace Attune.Language.Tones;

/// <summary>What a text in a tone promises, as measures that a program can take.</summary>
public static partial class ToneTargets
{
    /// <summary>Highest Flesch-Kincaid grade of an English text for children.</summary>
    public const double ChildGrade = 4;

    /// <summary>Most words of any sentence in an English text for children.</summary>
    public const int ChildSentenceWords = 10;

    /// <summary>Most characters of any clause in a Chinese text for children.</summary>
    public const int ChildClauseCharacters = 15;

    /// <summary>Least share of common characters in a Chinese text for children.</summary>
    public const double ChildCommonShare = 0.95;

    /// <summary>Highest Flesch-Kincaid grade of an English text for older visitors.</summary>
    public const double ElderGrade = 7;

    /// <summary>Most characters of any clause in a Chinese text for older visitors; a bound of our own.</summary>
    public const int ElderClauseCharacters = 20;

    /// <summary>Lowest Flesch-Kincaid grade of an English text for visitors on business.</summary>
    public const double ProfessionalLowGrade = 9;

    /// <summary>Highest Flesch-Kincaid grade of an English text for visitors on business.</summary>
    public const double ProfessionalHighGrade = 12;

    /// <summary>The promises that a text does not keep, in words; empty when it keeps all of them.</summary>
    /// <param name="text">The rewritten answer.</param>
    /// <param name="draft">What it was rewritten from: words that stand there already are not held against the tone.</param>
    /// <param name="tone">The tone it is in.</param>
    /// <param name="language">The language of both.</param>
    public static IReadOnlyList<string> Missed(string text, string draft, Tone tone, TextLanguage language)
    {
        var missed = new List<string>();
        if (language == TextLanguage.English)
            MissedInEnglish(text, draft, tone, missed);
        else
            MissedInChinese(text, draft, tone, missed);
        var emoji = Emoji.CountIn(text);
        Require(tone == Tone.CasualFriendly ? emoji <= Math.Max(1, Emoji.CountIn(draft)) : emoji == 0, "emoji", missed);
        return missed;
    }

    private static void MissedInEnglish(string text, string draft, Tone tone, List<string> missed)
    {
        var measured = EnglishReadability.Of(text);
        switch (tone)
        {
            case Tone.ChildFriendly:
                Require(measured.Grade <= ChildGrade, "grade", missed);
                Require(measured.LongestSentence <= ChildSentenceWords, "sentence length", missed);
                Require(Glossary.English.FirstUnexplained(text) is null, "unexplained term", missed);
                break;
            case Tone.ElderFriendly:
                Require(measured.Grade <= ElderGrade, "grade", missed);
                Require(HasOneSentencePerLine(text), "one sentence a line", missed);
                Require(EnglishElderspeak.Count(text) <= EnglishElderspeak.Count(draft), "elderspeak", missed);
                Require(EnglishSlang.Count(text) <= EnglishSlang.Count(draft), "slang", missed);
                break;
            case Tone.ProfessionalFriendly:
                Require(measured.Grade is >= ProfessionalLowGrade and <= ProfessionalHighGrade, "grade", missed);
                Require(!EnglishContraction.IsMatch(text), "contraction", missed);
                break;
            default:
                Require(EnglishContraction.IsMatch(text), "contraction", missed);
                break;
        }
    }

    private static void MissedInChinese(string text, string draft, Tone tone, List<string> missed)
    {
        var measured = ChineseReadability.Of(text);
        Require(SimplifiedOnly.CountIn(text) <= SimplifiedOnly.CountIn(draft), "simplified characters", missed);
        switch (tone)
        {
            case Tone.ChildFriendly:
                Require(measured.LongestClause <= ChildClauseCharacters, "clause length", missed);
                Require(measured.CommonShare >= ChildCommonShare, "common characters", missed);
                Require(Glossary.Chinese.FirstUnexplained(text) is null, "unexplained term", missed);
                Require(text.AsSpan().ContainsAny("呢啊喔"), "particle", missed);
                break;
            case Tone.ElderFriendly:
                Require(text.Contains('您'), "您", missed);
                Require(measured.LongestClause <= ElderClauseCharacters, "clause length", missed);
                Require(HasOneSentencePerLine(text), "one sentence a line", missed);
                Require(ChineseElderspeak.Count(text) <= ChineseElderspeak.Count(draft), "elderspeak", missed);
                break;
            case Tone.ProfessionalFriendly:
                Require(text.Contains('您'), "您", missed);
                Require(text.Count(letter => letter is '你' or '喔' or '啦' or '耶')
                    <= draft.Count(letter => letter is '喔' or '啦' or '耶'), "你 or particle", missed);
                break;
            default:
                Require(text.Contains('你') && !text.Contains('您'), "你", missed);
                break;
        }
    }

    private static void Require(bool holds, string promise, List<string> missed)
    {
        if (!holds)
            missed.Add(promise);
    }

    private static bool HasOneSentencePerLine(string text) =>
        text.Split('\n').All(line => SentenceSplitter.Split(line).Count <= 1);

    [GeneratedRegex(@"\b\w+(?:n['’]t|['’](?:re|ll|ve|m|d))\b|\b(?:it|that|there|here|what|he|she|let)['’]s\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EnglishContraction { get; }

    /// <summary>Ways of speaking to older people that studies of elderspeak name as patronising.</summary>
    [GeneratedRegex(@"\b(?:dear|dearie|sweetie|honey|darling|young (?:man|lady)|good (?:girl|boy)|grandma|grandpa|granny"
        + @"|let['’]s|let us|shall we|are we|aren['’]t we|we['’]ll|bless you)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EnglishElderspeak { get; }

    [GeneratedRegex(@"\b(?:cool|awesome|gonna|wanna|gotta|kinda|dude|guys|yeah|yep|nope|hey|super|stuff like|lol)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex EnglishSlang { get; }

    [GeneratedRegex("爺爺|奶奶|阿公|阿嬤|阿伯|乖|寶貝|咱們|我們一起|老人家|您老|超讚|酷", RegexOptions.CultureInvariant)]
    private static partial Regex ChineseElderspeak { get; }
}
