using Attune.Companion.Guide;
using Attune.Companion.Guide.Answers;
using Attune.Companion.Retrieval;
using Attune.Language;
using Attune.Language.Search;
using Attune.TestKit.Proofs;
using Attune.TestKit.Time;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Tests.Guide;

/// <summary>What was found is kept, and forgotten when the documents change.</summary>
public sealed class FoundAnswersTests : IDisposable
{
    private const string Question = "When does the ferry leave?";
    private static readonly FoundAnswer Found = new(new ComposedAnswer(true, "At 7:45.", []), []);

    private readonly ManualClock _clock = new();
    private readonly OrganisationIndex _index = new();

    [Fact]
    [Proves("E-137")]
    public void It_is_kept_for_the_minutes_that_are_set()
    {
        var kept = Kept();
        kept.Put(_index, _index.Version, Question, TextLanguage.English, Found);
        Assert.Same(Found, kept.Find(_index, Question, TextLanguage.English));
        Assert.Null(kept.Find(_index, Question, TextLanguage.TraditionalChinese));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(kept.Find(_index, Question, TextLanguage.English));
    }

    [Fact]
    [Proves("E-138")]
    public void A_document_that_comes_or_goes_forgets_it()
    {
        var kept = Kept();
        const string Text = "The ferry leaves at 7:45.";
        kept.Put(_index, _index.Version, Question, TextLanguage.English, Found);
        _index.Add("a", "Ferry", Text, PassageCutter.Cut(Text));
        Assert.Equal(0, kept.Count);
        kept.Put(_index, _index.Version, Question, TextLanguage.English, Found);
        _index.Remove("a", Text);
        Assert.Equal(0, kept.Count);
    }

    [Fact]
    public void What_was_found_before_a_change_is_not_kept_after_it()
    {
        var kept = Kept();
        var before = _index.Version;
        _index.Add("a", "Ferry", "The ferry leaves at 8.", PassageCutter.Cut("The ferry leaves at 8."));
        kept.Put(_index, before, Question, TextLanguage.English, Found);
        Assert.Null(kept.Find(_index, Question, TextLanguage.English));
    }

    [Fact]
    public void The_oldest_gives_way_to_the_newest()
    {
        var kept = Kept(maxFound: 2);
        foreach (var question in (string[])["a", "b", "c"])
            kept.Put(_index, _index.Version, question, TextLanguage.English, Found);
        Assert.Null(kept.Find(_index, "a", TextLanguage.English));
        Assert.NotNull(kept.Find(_index, "c", TextLanguage.English));
        Assert.Equal(2, kept.Count);
    }

    public void Dispose() => _index.Dispose();

    private FoundAnswers Kept(int maxFound = 1_000) =>
        new(Options.Create(new GuideOptions { MaxFound = maxFound }), _clock);
}
