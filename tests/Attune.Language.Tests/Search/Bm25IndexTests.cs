using Attune.Language.Search;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Search;

public sealed class Bm25IndexTests
{
    [Fact]
    public void Scores_are_those_of_the_formula()
    {
        var index = new Bm25Index();
        index.Add("cat cat dog");
        index.Add("dog bird fish fox");
        var hit = Assert.Single(index.Search("cat", 10));

        // ln(1 + (2 - 1 + 0.5) / (1 + 0.5)) * 2 * 1.9 / (2 + 0.9 * (0.6 + 0.4 * 3 / 3.5))
        var expected = Math.Log(2) * 2 * 1.9 / (2 + (0.9 * (0.6 + (0.4 * 3 / 3.5))));
        Assert.Equal(0, hit.Passage);
        Assert.Equal(expected, hit.Score, 5);
    }

    [Fact]
    public void Finds_Chinese_by_characters_and_pairs()
    {
        var index = new Bm25Index();
        index.Add("要匯入文件，把檔案拖到知識頁。");
        index.Add("資料存放在同一個資料目錄裡。");
        Assert.Equal(0, index.Search("怎麼匯入一份文件？", 5)[0].Passage);
        Assert.Equal(1, index.Search("資料目錄在哪？", 5)[0].Passage);
    }

    [Fact]
    public void Context_helps_to_find_a_passage()
    {
        var index = new Bm25Index();
        index.Add("It opens at nine.");
        index.Add("It opens at seven.", "Swimming pool");
        Assert.Equal(1, index.Search("When does the swimming pool open?", 5)[0].Passage);
    }

    [Fact]
    public void A_common_single_character_does_not_count_when_something_else_does()
    {
        var index = new Bm25Index();
        for (var i = 0; i < 10; i++)
            index.Add("大家大聲大笑");
        index.Add("鯨魚很大");
        Assert.Equal(10, Assert.Single(index.Search("鯨大", 20)).Passage);
        Assert.Equal(11, index.Search("大", 20).Count);
    }

    [Fact]
    public void Equal_scores_keep_the_order_of_addition()
    {
        var index = new Bm25Index();
        for (var i = 0; i < 5; i++)
            index.Add("same words here");
        Assert.Equal([0, 1, 2], index.Search("words", 3).Select(hit => hit.Passage));
    }

    [Fact]
    public void Nothing_is_found_in_an_empty_index_or_for_unknown_words()
    {
        var index = new Bm25Index();
        Assert.Empty(index.Search("anything", 5));
        index.Add("cat");
        Assert.Empty(index.Search("unknown", 5));
        Assert.Empty(index.Search("", 5));
    }

    [Fact]
    public void A_removed_passage_cannot_be_removed_twice()
    {
        var index = new Bm25Index();
        index.Remove(index.Add("cat"), "cat");
        Assert.Throws<ArgumentException>(() => index.Remove(0, "cat"));
        Assert.Throws<ArgumentException>(() => index.Remove(7, "cat"));
    }

    [Fact]
    public void Sweeping_leaves_no_term_of_what_was_removed()
    {
        var index = new Bm25Index();
        index.Add("cat dog");
        index.Remove(index.Add("secret word"), "secret word");
        index.Sweep();
        Assert.Equal(2, index.Terms);
        Assert.Equal(index.Rarity("never"), index.Rarity("secret"));
        Assert.Equal(2, index.Add("new term"));
        Assert.Equal(2, Assert.Single(index.Search("term", 5)).Passage);
    }

    [Fact]
    public void Many_removals_sweep_by_themselves()
    {
        var index = new Bm25Index();
        for (var i = 0; i < 3000; i++)
        {
            var text = $"word{i} shared";
            index.Remove(index.Add(text), text);
        }

        Assert.Equal(0, index.Count);
        Assert.InRange(index.Terms, 0, 1100);
    }

    [Fact]
    public void Adding_and_removing_is_as_if_the_removed_had_never_been_there() =>
        Prop.ForAll(MixedText.Several, MixedText.Arbitrary, (texts, question) =>
        {
            var changed = new Bm25Index();
            var fresh = new Bm25Index();
            for (var i = 0; i < texts.Length; i++)
                changed.Add(texts[i], "title");
            for (var i = 0; i < texts.Length; i += 2)
                changed.Remove(i, texts[i], "title");
            if (texts.Length % 3 == 0)
                changed.Sweep();
            for (var i = 1; i < texts.Length; i += 2)
                fresh.Add(texts[i], "title");
            var limit = texts.Length + 1;
            return fresh.Search(question, limit).Select(hit => (2 * hit.Passage) + 1)
                .SequenceEqual(changed.Search(question, limit).Select(hit => hit.Passage));
        }).QuickCheckThrowOnFailure();
}
