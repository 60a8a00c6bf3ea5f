using System.Globalization;
using Attune.Server.Verbs.Bench.Crisis;

namespace Attune.Server.Tests.Bench.Crisis;

/// <summary>The gold set is what its page says, so that the figures mean what they say.</summary>
public sealed class CrisisSentencesTests
{
    private const int GramLength = 6;

    private static readonly CrisisSentences Sentences = CrisisSentences.Load();

    [Fact]
    public void It_is_large_bilingual_and_about_half_of_it_is_no_crisis()
    {
        Assert.True(Sentences.All.Count >= 600);
        foreach (var language in (string[])["en", "zh-Hant"])
        {
            var ofLanguage = Sentences.All.Where(sentence => sentence.Language == language).ToList();
            Assert.True(ofLanguage.Count >= 300);
            Assert.InRange(ofLanguage.Count(sentence => sentence.IsCrisis) / (double)ofLanguage.Count, 0.45, 0.55);
            Assert.InRange(ofLanguage.Count(sentence => sentence.IsHeld) / (double)ofLanguage.Count, 0.45, 0.55);
        }

        Assert.Equal(Sentences.All.Count, Sentences.All.Select(sentence => sentence.Id).Distinct().Count());
        Assert.Equal(Sentences.All.Count,
            Sentences.All.Select(sentence => sentence.Text.ToLower(CultureInfo.InvariantCulture)).Distinct().Count());
    }

    [Fact]
    public void The_hash_of_the_id_decides_the_half() =>
        Assert.All(Sentences.All, sentence => Assert.Equal(CrisisSentences.IsHeld(sentence.Id), sentence.IsHeld));

    [Fact]
    public void The_halves_share_no_six_words_or_characters()
    {
        var rules = Grams(isHeld: false);
        Assert.NotEmpty(rules);
        Assert.Empty(Grams(isHeld: true).Intersect(rules));

        static HashSet<string> Grams(bool isHeld) =>
            [.. Sentences.All.Where(sentence => sentence.IsHeld == isHeld).SelectMany(Of)];
    }

    private static IEnumerable<string> Of(CrisisSentence sentence)
    {
        var text = sentence.Text.ToLower(CultureInfo.InvariantCulture);
        List<string> units = sentence.Language == "en"
            ? [.. text.Split(' ').Select(word => word.Trim('.', ',', '?', '!', ';', ':', '"'))]
            : [.. text.Where(char.IsLetterOrDigit).Select(character => character.ToString())];
        return Enumerable.Range(0, Math.Max(0, units.Count - GramLength + 1))
            .Select(at => string.Join(' ', units.GetRange(at, GramLength)));
    }
}
