using Attune.Language.Search;

namespace Attune.Language.Tests.Search;

public sealed class QuestionAtomsTests
{
    [Theory]
    [InlineData("How do I change the port?", "chang port")]
    [InlineData("要怎麼匯入文件？", "匯 入 文 件")]
    [InlineData("請問會議是在什麼時候？", "會 議")]
    [InlineData("怎麼用 wscat 連線", "用 wscat 連 線")]
    [InlineData("the the port port", "port")]
    public void Words_that_only_ask_are_left_out(string question, string expected) =>
        Assert.Equal(expected, string.Join(' ', QuestionAtoms.Of(question, _ => 1).Select(atom => atom.Weak ?? atom.Strong[0])));

    [Fact]
    public void A_question_of_stop_words_alone_keeps_them() =>
        Assert.Equal(["who", "are", "you"], QuestionAtoms.Of("Who are you?", _ => 1).Select(atom => atom.Strong[0]));

    [Fact]
    public void A_character_is_shown_by_the_pairs_around_it()
    {
        var atoms = QuestionAtoms.Of("匯入文", _ => 1);
        Assert.Equal(["匯入"], atoms[0].Strong);
        Assert.Equal(["匯入", "入文"], atoms[1].Strong);
        Assert.Equal(["入文"], atoms[2].Strong);
        Assert.Equal(["貓"], Assert.Single(QuestionAtoms.Of("貓", _ => 1)).Strong);
    }

    [Fact]
    public void Rare_words_weigh_more_but_common_ones_still_count()
    {
        var atoms = QuestionAtoms.Of("common rare", term => term is "common" ? 0.1f : 5f);
        Assert.True(atoms[0].Weight > 1 && atoms[0].Weight < atoms[1].Weight);
    }
}
