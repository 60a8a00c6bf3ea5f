using Attune.Language.Terms;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Terms;

public sealed class TermReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Hello, World!", "hello world")]
    [InlineData("Attune's settings", "attun setting")]
    [InlineData("don't stop", "dont stop")]
    [InlineData("1,000 people at 3.5 km", "1000 peopl at 3.5 km")]
    [InlineData("http://127.0.0.1:8080", "http 127.0.0.1 8080")]
    [InlineData("ATTUNE_DATA", "attun data")]
    [InlineData("ＡＢＣ１２", "abc12")]
    [InlineData("匯入", "匯 匯入 入")]
    [InlineData("入，文", "入 文")]
    [InlineData("用wscat連線", "用 wscat 連 連線 線")]
    [InlineData("𠮷野", "𠮷 𠮷野 野")]
    [InlineData("\ud842", "")]
    public void Reads_words_stemmed_and_Chinese_as_characters_and_pairs(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', TermsOf(text).Select(term => term.Text)));

    [Fact]
    public void A_long_word_is_cut_but_its_span_is_whole()
    {
        var text = new string('x', 500) + " y";
        var terms = TermsOf(text);
        Assert.Equal(2, terms.Count);
        Assert.Equal(new TextSpan(0, 500), terms[0].Span);
        Assert.True(terms[0].Text.Length <= TermReader.BufferLength);
    }

    [Fact]
    public void Every_span_lies_in_the_text_and_none_goes_back() =>
        Prop.ForAll(MixedText.Arbitrary, text =>
        {
            var start = 0;
            foreach (var (term, span, _) in TermsOf(text))
            {
                if (term.Length == 0 || span.Length == 0 || span.Start < start || span.End > text.Length)
                    return false;
                start = span.Start;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static List<(string Text, TextSpan Span, TermKind Kind)> TermsOf(string text)
    {
        var terms = new List<(string, TextSpan, TermKind)>();
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
            terms.Add((reader.Term.ToString(), reader.Span, reader.Kind));
        return terms;
    }
}
