using System.Buffers.Binary;
using System.Text;
using Attune.Learning.Statistics;
using Attune.Learning.Tensors;

namespace Attune.Learning.Tests.Tensors;

public sealed class TensorFileTests
{
    private static readonly TensorFile Small = new(
        new Dictionary<string, string> { ["who"] = "by hand, 手寫", ["a"] = "" },
        [
            Tensor.OfSingles("matrix", [1, 2, 3, 4, 5, 6], 2, 3),
            Tensor.OfHalves("halves", [0.5f, -2], 2),
            Tensor.OfWholes("wholes", [0, uint.MaxValue], 2),
            Tensor.OfBytes("empty", [], 0, 4),
            Tensor.OfBytes("small", [-128, 127, 0], 3),
        ]);

    [Fact]
    public void What_is_written_is_read()
    {
        var bytes = Small.Write();
        var read = TensorFile.Read(bytes);
        Assert.Equal(Small.Notes, read.Notes);
        Assert.Equal([1, 2, 3, 4, 5, 6], read["matrix"].Floats(2, 3));
        Assert.Equal([0.5f, -2], read["halves"].Floats(2));
        Assert.Equal([0u, uint.MaxValue], read["wholes"].Wholes(2));
        Assert.Equal([-128, 127, 0], read["small"].SmallWholes(3).ToArray());
        Assert.Equal(bytes, read.Write());
    }

    [Fact]
    public void A_file_laid_out_by_hand_as_the_format_says_is_read()
    {
        const string Header = """
            {"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]},
             "a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}
            """;
        var read = TensorFile.Read(FileOf(Header, [7, 8, 0, 0, 0x80, 0x3F]));
        Assert.Equal([1f], read["b"].Floats(1));
        Assert.Equal([7, 8], read["a"].Bytes.ToArray());
        Assert.Empty(read.Notes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,2]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}""")]
    [InlineData("""{"a":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":5,"shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967297],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"I8","shape":[4],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"I8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"I8","shape":[0],"data_offsets":[4,4]}}""")]
    [InlineData("""{"__metadata__":{"a":1},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"__metadata__":{},"__metadata__":{},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"__metadata__":{"a":"","a":""},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""")]
    public void A_header_that_breaks_a_rule_is_refused(string header) =>
        Assert.Throws<InvalidDataException>(() => TensorFile.Read(FileOf(header, [0, 0, 0, 0])));

    [Theory]
    [InlineData(0ul)]
    [InlineData(17ul * 1024 * 1024)]
    [InlineData(ulong.MaxValue)]
    public void A_header_longer_than_the_file_or_the_limit_is_refused(ulong length)
    {
        var bytes = Small.Write();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Assert.Throws<InvalidDataException>(() => TensorFile.Read(bytes));
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var bytes = Small.Write();
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<InvalidDataException>(() => TensorFile.Read(cut));
        }
    }

    [Fact]
    public void Whatever_the_header_holds_it_is_read_or_refused()
    {
        var whole = Small.Write();
        var header = (int)BinaryPrimitives.ReadUInt64LittleEndian(whole);
        var random = new SplitMix64(12);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 30_000; i++)
        {
            var hostile = whole.ToArray();
            for (var change = random.NextBelow(3); change >= 0; change--)
            {
                var isText = random.NextBelow(3) > 0;
                hostile[8 + random.NextBelow(header)] = (byte)(isText ? 0x20 + random.NextBelow(96) : random.NextBelow(256));
            }

            try
            {
                var file = TensorFile.Read(hostile);
                Assert.All(file.Tensors, tensor => Assert.True(tensor.Bytes.Length <= whole.Length));
                read++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.True(read > 1_000 && refused > 1_000, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Kinds_shapes_and_numbers_that_are_not_expected_are_refused()
    {
        var read = TensorFile.Read(Small.Write());
        Assert.Throws<InvalidDataException>(() => read["none"]);
        Assert.Throws<InvalidDataException>(() => read.Note("none"));
        Assert.Throws<InvalidDataException>(() => read["matrix"].Floats(3, 2));
        Assert.Throws<InvalidDataException>(() => read["wholes"].Floats(2));
        Assert.Throws<InvalidDataException>(() => Tensor.OfSingles("x", [float.NaN], 1).Floats(1));
        Assert.Throws<ArgumentException>(() => new TensorFile(Small.Notes, [Tensor.OfSingles("x", [1], 2)]).Write());
    }

    private static byte[] FileOf(string header, byte[] content)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. content];
    }
}
