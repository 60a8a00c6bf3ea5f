using Attune.Language.Terms;

namespace Attune.Language.Tests.Terms;

public sealed class EnglishStemmerTests
{
    [Theory]
    [InlineData("import", "imports", "imported", "importing")]
    [InlineData("change", "changes", "changed", "changing")]
    [InlineData("stop", "stops", "stopped", "stopping")]
    [InlineData("copy", "copies", "copied", "copying")]
    [InlineData("box", "boxes", "boxed", "boxing")]
    [InlineData("use", "uses", "used", "using")]
    [InlineData("install", "installs", "installed", "installing")]
    [InlineData("match", "matches", "matched", "matching")]
    [InlineData("play", "plays", "played", "playing")]
    public void Forms_of_one_word_meet(params string[] forms) =>
        Assert.Single(forms.Select(Stem).Distinct());

    [Theory]
    [InlineData("bus", "bu")]
    [InlineData("this", "thi")]
    [InlineData("king", "k")]
    [InlineData("red", "r")]
    [InlineData("speed", "spe")]
    [InlineData("glass", "gla")]
    public void What_only_looks_like_an_ending_stays(string word, string wrong) =>
        Assert.NotEqual(wrong, Stem(word));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("is", "is")]
    [InlineData("status", "status")]
    [InlineData("string", "string")]
    public void Short_and_whole_words_stay(string word, string stem) => Assert.Equal(stem, Stem(word));

    private static string Stem(string word)
    {
        var letters = word.ToCharArray();
        return new string(letters, 0, EnglishStemmer.Stem(letters));
    }
}
