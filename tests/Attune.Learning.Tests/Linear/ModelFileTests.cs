using System.Security.Cryptography;
using Attune.Learning.Linear;
using Attune.Learning.Statistics;

namespace Attune.Learning.Tests.Linear;

public sealed class ModelFileTests
{
    private const int HashBytes = 32;

    private static readonly byte[] Whole = ModelFile.Write(SmallModel.Create());

    [Fact]
    public void What_is_written_is_read()
    {
        var (model, read) = (SmallModel.Create(), ModelFile.Read(Whole));
        Assert.Equal(model.Origin, read.Origin);
        Assert.Equal(model.Outputs, read.Outputs);
        Assert.Equal(model.Hashes, read.Hashes);
        Assert.Equal(model.Scales, read.Scales);
        Assert.Equal(model.Row(2).ToArray(), read.Row(2).ToArray());
        Assert.Equal(Whole, ModelFile.Write(read));
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        for (var length = 0; length < Whole.Length; length++)
        {
            var cut = Whole[..length];
            Assert.Throws<InvalidDataException>(() => ModelFile.Read(cut));
            if (length > HashBytes)
                Assert.Throws<InvalidDataException>(() => ModelFile.Read(Signed(cut)));
        }
    }

    [Fact]
    public void A_file_with_any_bit_changed_is_refused()
    {
        for (var at = 0; at < Whole.Length; at++)
        {
            var changed = Whole.ToArray();
            changed[at] ^= 0x10;
            Assert.Throws<InvalidDataException>(() => ModelFile.Read(changed));
        }
    }

    [Fact]
    public void A_hostile_file_with_a_right_checksum_is_read_or_refused()
    {
        var random = new SplitMix64(5);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var hostile = Whole[..^HashBytes];
            for (var change = random.NextBelow(3); change >= 0; change--)
                hostile[10 + random.NextBelow(hostile.Length - 10)] = (byte)random.Next();
            try
            {
                ModelFile.Read([.. hostile, .. SHA256.HashData(hostile)]);
                read++;
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.True(read > 2_000 && refused > 2_000, $"{read} read, {refused} refused");
    }

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        var newer = Whole.ToArray();
        newer[8] = 9;
        var error = Assert.Throws<InvalidDataException>(() => ModelFile.Read(Signed(newer)));
        Assert.Contains("version 9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_after_the_end_are_refused()
    {
        byte[] longer = [.. Whole[..^HashBytes], 0];
        Assert.Throws<InvalidDataException>(() => ModelFile.Read([.. longer, .. SHA256.HashData(longer)]));
    }

    /// <summary>Replaces the last bytes by the right checksum of those before.</summary>
    private static byte[] Signed(byte[] file) => [.. file[..^HashBytes], .. SHA256.HashData(file.AsSpan()[..^HashBytes])];
}
