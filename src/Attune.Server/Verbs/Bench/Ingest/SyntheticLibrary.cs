using System.Globalization;
using System.Text;
using Attune.Server.Verbs.Simulate;

namespace Attune.Server.Verbs.Bench.Ingest;

/// <summary>
/// Documents put together from parts of sentences by a seed, half of them English and half Chinese: a load, and no data to judge
/// a search by. Each holds a word of its own at its beginning and at its end.
/// </summary>
internal sealed class SyntheticLibrary(int seed)
{
    private const int SentencesOfParagraph = 6;
    private const int ParagraphsOfSection = 4;
    private const int KilobyteBytes = 1_024;

    private static readonly string[] Syllables =
        ["ka", "lor", "min", "tes", "va", "dun", "pel", "ri", "shon", "gal", "bre", "to", "nix", "fa", "zel", "hu"];

    private static readonly string[] Subjects =
        ["the keeper", "the old tower", "a visitor", "the council", "the north wind", "this lamp", "a survey", "the engineer"];

    private static readonly string[] Deeds =
        ["was recorded near", "replaced the lens of", "measured the height of", "never returned to", "paid for the repair of",
            "wrote a long letter about", "painted the door of", "counted the steps of"];

    private static readonly string[] Places =
        ["the harbour", "the southern reef", "the village school", "the island of birds", "the second bridge", "the salt works"];

    private static readonly string[] Ends =
        ["in the spring of {0}", "after {0} days of rain", "with {0} barrels of oil", "at a cost of {0} dollars",
            "while {0} ships waited outside", "although only {0} people had asked for it"];

    private static readonly string[] ChineseSubjects = ["守燈人", "老燈塔", "一位訪客", "議會", "東北季風", "這盞燈", "測量隊", "工程師"];

    private static readonly string[] ChineseDeeds =
        ["記錄了", "修好了", "量出了", "再也沒有離開", "捐錢重建", "寫信描述", "重新粉刷", "數過"];

    private static readonly string[] ChinesePlaces = ["港口的石階", "南邊的礁石", "村裡的學校", "海鳥的小島", "第二座橋", "古老的鹽田"];

    private static readonly string[] ChineseEnds =
        ["，那是{0}年的春天", "，一共花了{0}天", "，用掉{0}桶油", "，總價{0}元", "，外面還有{0}艘船在等", "，只有{0}個人看見"];

    /// <summary>A document.</summary>
    /// <param name="number">Which one, from 0; the even ones are English.</param>
    /// <param name="kilobytes">About how large.</param>
    public string Document(int number, int kilobytes)
    {
        var random = new SplitMix((ulong)seed).Fork($"document {number}");
        var isChinese = number % 2 == 1;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {FirstMark(number)}\n\n");
        var bytes = 0;
        for (var paragraph = 0; bytes < kilobytes * KilobyteBytes; paragraph++)
        {
            if (paragraph % ParagraphsOfSection == 0)
                text.Append(CultureInfo.InvariantCulture, $"## {Name(random)} {paragraph}\n\n");
            for (var sentence = 0; sentence < SentencesOfParagraph; sentence++)
            {
                var written = isChinese ? Chinese(random) : English(random);
                text.Append(written);
                bytes += isChinese ? written.Length * 3 : written.Length;
            }

            text.Append("\n\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{LastMark(number)} closes this document.\n").ToString();
    }

    /// <summary>A table with a row for each keeper.</summary>
    public string Table(int number, int kilobytes)
    {
        var random = new SplitMix((ulong)seed).Fork($"table {number}");
        var text = new StringBuilder("Keeper,Tower,Height,Since,Note\r\n");
        text.Append(CultureInfo.InvariantCulture, $"{FirstMark(number)},a tower,1 m,1900,first\r\n");
        while (text.Length < kilobytes * KilobyteBytes)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{Name(random)} {Name(random)},{Name(random)},{random.Between(5, 90)} m,{random.Between(1700, 2020)},");
            text.Append(CultureInfo.InvariantCulture, $"\"{English(random).Trim()}, he said\"\r\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"{LastMark(number)},a tower,1 m,1900,last\r\n").ToString();
    }

    /// <summary>A word that stands in one document only, at its beginning.</summary>
    public static string FirstMark(int number) => string.Create(CultureInfo.InvariantCulture, $"alphamark{number}x");

    /// <summary>A word that stands in one document only, at its end.</summary>
    public static string LastMark(int number) => string.Create(CultureInfo.InvariantCulture, $"omegamark{number}x");

    private static string English(SplitMix random)
    {
        var end = random.Pick(Ends).Replace("{0}", Number(random), StringComparison.Ordinal);
        var subject = random.Pick(Subjects);
        return $"{char.ToUpperInvariant(subject[0])}{subject[1..]} of {Name(random)} {random.Pick(Deeds)} {random.Pick(Places)} "
            + $"{end}. ";
    }

    private static string Chinese(SplitMix random) =>
        $"{random.Pick(ChineseSubjects)}{random.Pick(ChineseDeeds)}{random.Pick(ChinesePlaces)}"
            + $"{random.Pick(ChineseEnds).Replace("{0}", Number(random), StringComparison.Ordinal)}。";

    private static string Name(SplitMix random)
    {
        var name = string.Concat(Enumerable.Range(0, random.Between(2, 4)).Select(_ => random.Pick(Syllables)));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Number(SplitMix random) => random.Between(2, 1999).ToString(CultureInfo.InvariantCulture);
}
