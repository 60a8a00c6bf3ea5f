using System.Text;
using Attune.Companion.Guide;
using Attune.Companion.Replies.Writing;
using Attune.Language;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Companion.Tests.Replies.Writing;

public sealed class ReplyPacingTests
{
    private static readonly GuideOptions Options = new();

    [Fact]
    public void A_short_answer_is_written_at_reading_speed()
    {
        Assert.Equal(60, ReplyPacing.Rate(TextLanguage.English, 300, Options));
        Assert.Equal(30, ReplyPacing.Rate(TextLanguage.TraditionalChinese, 150, Options));
    }

    [Fact]
    public void A_long_answer_is_written_within_the_longest_time()
    {
        var rate = ReplyPacing.Rate(TextLanguage.TraditionalChinese, 8_000, Options);
        Assert.True(ReplyPacing.Due(TimeSpan.FromSeconds(9.5), rate) >= 8_000);
    }

    [Fact]
    public void The_first_piece_is_due_at_once()
    {
        Assert.Equal(15, ReplyPacing.Due(TimeSpan.Zero, 60));
        Assert.Equal(1, ReplyPacing.Due(TimeSpan.Zero, 1));
        Assert.Equal(75, ReplyPacing.Due(TimeSpan.FromSeconds(1), 60));
    }

    [Fact]
    public void Pieces_are_cut_between_characters() =>
        Prop.ForAll(Arb.From(Gen.Elements("a", "é", "文", "😀", "\n").ListOf().Select(string.Concat)), Arb.From(Gen.Choose(0, 50)),
            (text, characters) =>
            {
                var utf8 = Encoding.UTF8.GetBytes(text);
                var piece = utf8.AsSpan(0, ReplyPacing.BytesOf(utf8, characters));
                var expected = string.Concat(text.EnumerateRunes().Take(characters));
                return Encoding.UTF8.GetString(piece) == expected
                    && ReplyPacing.Count(piece) == expected.EnumerateRunes().Count();
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Pauses_double_up_to_five_seconds()
    {
        Assert.Equal([100, 200, 400], Enumerable.Range(1, 3).Select(i => RetryPauses.After(i).TotalMilliseconds));
        Assert.Equal(TimeSpan.FromSeconds(5), RetryPauses.After(7));
        Assert.Equal(TimeSpan.FromSeconds(5), RetryPauses.After(1_000));
        for (var i = 1; i < 20; i++)
            Assert.True(RetryPauses.After(i + 1) >= RetryPauses.After(i));
    }
}
