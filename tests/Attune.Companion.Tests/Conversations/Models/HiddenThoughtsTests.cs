using Attune.Companion.Conversations.Models;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Companion.Tests.Conversations.Models;

public sealed class HiddenThoughtsTests
{
    [Theory]
    [InlineData("<think>Hm.</think>\n\nYes.", "\n\nYes.")]
    [InlineData(" <think></think>Yes.", "Yes.")]
    [InlineData("<think>never closed", "")]
    [InlineData("Yes <think>no</think>.", "Yes <think>no</think>.")]
    [InlineData("<thin ice>", "<thin ice>")]
    [InlineData("Yes.", "Yes.")]
    public void Only_what_is_thought_before_the_answer_is_left_out(string text, string expected) =>
        Assert.Equal(expected, new HiddenThoughts().Take(text));

    [Fact]
    public void However_the_pieces_are_cut_the_same_is_left() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<PositiveInt>(), (thought, size) =>
        {
            var text = $"<think>{thought.Get.Replace("</think>", "", StringComparison.Ordinal)}</think>Answer.";
            var thoughts = new HiddenThoughts();
            return string.Concat(text.Chunk(size.Get).Select(piece => thoughts.Take(new string(piece)))) == "Answer.";
        }).QuickCheckThrowOnFailure();
}
