using System.Buffers;
using System.Text;
using Attune.Contracts.Errors;
using Attune.Realtime.Protocol;
using Attune.Realtime.Transports.AiFeeds;

namespace Attune.Realtime.Tests.Transports;

/// <summary>What the HTTP transports read from and write into: frames, character borders, positions.</summary>
public sealed class PositionTests
{
    [Fact]
    public void Utf8_that_arrives_in_any_two_pieces_is_cut_between_characters_and_loses_nothing()
    {
        var text = Encoding.UTF8.GetBytes("aé你😀z");
        for (var cut = 0; cut <= text.Length; cut++)
        {
            var arrived = new ReadOnlySequence<byte>(text, 0, cut);
            var whole = WholeCharacters.Length(arrived, 1000);
            Assert.InRange(cut - whole, 0, 3);
            var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
            Assert.StartsWith(strict.GetString(text.AsSpan(0, whole)), "aé你😀z", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFF }, 2)]
    [InlineData(new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80 }, 5)]
    [InlineData(new byte[] { 0x61, 0xF0, 0x9F, 0x98 }, 1)]
    [InlineData(new byte[] { }, 0)]
    public void Bytes_that_are_no_utf8_are_not_waited_for(byte[] bytes, int whole) =>
        Assert.Equal(whole, WholeCharacters.Length(new ReadOnlySequence<byte>(bytes), 1000));

    [Fact]
    public void A_piece_is_never_larger_than_the_limit() =>
        Assert.Equal(3, WholeCharacters.Length(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes("你你你")), 5));

    [Theory]
    [InlineData("7", "text", 7, false)]
    [InlineData("7;done", "text", 7, true)]
    [InlineData("reasoning=3,text=9", "text", 9, false)]
    [InlineData("text=0;done", "text", 0, true)]
    public void Positions_are_read_as_they_are_written(string text, string part, long at, bool isDone)
    {
        var read = StreamPositions.Parse(text, "text");
        Assert.Equal((at, isDone), (read!.Value.Positions[part], read.Value.IsDone));
        var again = StreamPositions.Parse(StreamPositions.Format(read.Value.Positions, isDone), "text");
        Assert.Equal(read.Value.Positions, again!.Value.Positions);
        Assert.Equal(isDone, again.Value.IsDone);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("text=")]
    [InlineData("text=1,9x")]
    public void What_is_no_position_is_not_read_as_one(string text) => Assert.Null(StreamPositions.Parse(text, "text"));

    [Fact]
    public void Frames_of_every_length_are_taken_apart_again()
    {
        int[] lengths = [1, 100, 200, 70_000];
        byte[] all =
        [
            .. lengths.SelectMany(length => StreamFrame.OfDelta("s", "text", 5, Filling(length), []).Bytes),
            .. ControlFrames.Ping, .. ControlFrames.Close(ClosingCodes.GoingAway),
        ];
        var reader = new ServerFrameReader(all);
        foreach (var length in lengths)
        {
            Assert.True(reader.TryRead(out var opcode, out var payload));
            Assert.Equal(ServerFrameReader.Text, opcode);
            Assert.True(ServerMessage.Is(payload, "stream"u8));
            Assert.False(ServerMessage.Is(payload, "stream.state"u8));
            Assert.Equal(5 + length, StreamMessage.Read(payload).End);
        }

        Assert.True(reader.TryRead(out var ping, out var none) && ping == 9 && none.IsEmpty);
        Assert.True(reader.TryRead(out var close, out var reason) && close == ServerFrameReader.Close);
        Assert.Equal("going_away", Encoding.UTF8.GetString(reason[2..]));
        Assert.False(reader.TryRead(out _, out _));
    }

    private static byte[] Filling(int length) => Encoding.UTF8.GetBytes(new string('x', length));
}
