using System.Text;
using Attune.Inference.Endpoints;
using Attune.Inference.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Inference.Tests.Wire;

/// <summary>What is noticed while an event stream passes, however the network cuts it.</summary>
public sealed class EventLinesTests
{
    private const int Bound = 200;

    [Theory]
    [InlineData("data: [DONE]\n\n", true, false, false)]
    [InlineData("data:[DONE]\r\n\r\n", true, false, false)]
    [InlineData("data: {\"x\":\"[DONE]\"}\n\n", false, false, false)]
    [InlineData("data: [DONE]", false, false, false)]
    [InlineData(": comment\nevent: done\n\n", false, false, false)]
    [InlineData("data: {\"error\":{\"message\":\"no\"}}\n\n", false, true, false)]
    [InlineData("data: {\"error\":null,\"choices\":[]}\n\n", false, false, false)]
    public void Lines_are_recognised(string text, bool isDone, bool hasError, bool isTooLarge)
    {
        var lines = Follow(Encoding.UTF8.GetBytes(text), 1);
        Assert.Equal((isDone, hasError, isTooLarge), (lines.IsDone, lines.HasError, lines.IsTooLarge));
    }

    [Fact]
    public void An_event_is_bounded_as_a_line_and_as_many_lines()
    {
        Assert.True(Follow(new byte[Bound + 1], 16).IsTooLarge);
        Assert.True(Follow(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("data: x\n", 40))), 16).IsTooLarge);
        Assert.False(Follow(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("data: x\n\n", 40))), 16).IsTooLarge);
    }

    [Fact]
    public void How_the_bytes_are_cut_changes_nothing()
    {
        string[] parts = ["data: [DONE]\n", "data: {\"error\":1}\r\n", "\n", ": hello\n", "data: {}\n", "xyz", "\r\n", "data:"];
        var streams = from chosen in Gen.Elements(parts).ListOf()
                      from cut in Gen.Choose(1, 40)
                      select (Bytes: Encoding.UTF8.GetBytes(string.Concat(chosen)), Cut: cut);
        Prop.ForAll(streams.ToArbitrary(), stream =>
        {
            var whole = Follow(stream.Bytes, int.MaxValue);
            var cut = Follow(stream.Bytes, stream.Cut);
            return whole.IsDone == cut.IsDone && whole.HasError == cut.HasError && whole.HasData == cut.HasData
                && whole.IsTooLarge == cut.IsTooLarge;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("{\"error\":{\"message\":\"model is\\nloading\"}}", "model is loading")]
    [InlineData("{\"error\":\"no such model\"}", "no such model")]
    [InlineData("{\"message\":\"bad sk-secret1 key\"}", "bad *** key")]
    [InlineData("{\"error\":42}", null)]
    [InlineData("{\"error\":{\"mess", null)]
    [InlineData("<html>Not found</html>", null)]
    [InlineData("", null)]
    public void What_an_endpoint_says_is_quoted_on_one_line_without_the_key(string body, string? said) =>
        Assert.Equal(said, RemoteError.MessageIn(body, new Secret("sk-secret1")));

    [Fact]
    public void What_an_endpoint_says_is_quoted_in_part_when_it_is_long() =>
        Assert.Equal(201, RemoteError.MessageIn($"{{\"error\":\"{new string('x', 1000)}\"}}", null)!.Length);

    private static EventLines Follow(byte[] bytes, int cut)
    {
        var lines = new EventLines(Bound);
        for (var i = 0; i < bytes.Length; i += Math.Min(cut, bytes.Length - i))
            lines.Follow(bytes.AsSpan(i, Math.Min(cut, bytes.Length - i)));
        return lines;
    }
}
