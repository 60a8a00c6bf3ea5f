using System.Text;
using Attune.Language.Search.OnDisk;
using Attune.TestKit.Folders;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Search.OnDisk;

public sealed class VectorFileTests : IDisposable
{
    private const string Model = "small-embedder 384";

    private readonly TempFolder _folder = new();

    private string FilePath => _folder.At("documents.vectors");

    [Fact]
    public void Vectors_come_back_bit_by_bit() =>
        Prop.ForAll(Arb.From(Gen.Choose(1, 9)), Arb.From(Gen.Choose(int.MinValue, int.MaxValue).ArrayOf()), (dimensions, bits) =>
        {
            using var folder = new TempFolder();
            var vectors = bits.Take(bits.Length / dimensions * dimensions).Select(BitConverter.Int32BitsToSingle).ToArray();
            using (var file = VectorFile.Open(folder.At("v"), Model))
                file.Add(new VectorRecord("a", "hash", dimensions, vectors));
            using var again = VectorFile.Open(folder.At("v"), Model);
            var read = again.ReadAll().Single();
            return read is { Id: "a", TextHash: "hash" } && read.Dimensions == dimensions
                && read.Vectors.Select(BitConverter.SingleToInt32Bits).SequenceEqual(
                    vectors.Select(BitConverter.SingleToInt32Bits));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Vectors_of_another_model_are_dropped_and_the_file_names_its_model()
    {
        using (var file = VectorFile.Open(FilePath, Model))
            file.Add(new VectorRecord("a", "hash", 2, [1, 2]));
        Assert.Contains(Model, Encoding.UTF8.GetString(File.ReadAllBytes(FilePath)), StringComparison.Ordinal);
        using var other = VectorFile.Open(FilePath, "another");
        Assert.Equal(IndexFileFinding.OtherRules, other.Finding);
        Assert.Empty(other.ReadAll());
        Assert.DoesNotContain(Model, Encoding.UTF8.GetString(File.ReadAllBytes(FilePath)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_terms_is_none_of_vectors()
    {
        using (var terms = IndexFile.Open(FilePath))
            terms.Add(Library.Record("a", "zanzibar"));
        using var file = VectorFile.Open(FilePath, Model);
        Assert.Equal(IndexFileFinding.Unreadable, file.Finding);
        Assert.Empty(file.ReadAll());
        file.Dispose();
        Assert.Equal(2, Directory.EnumerateFiles(_folder.Path).Count());
        VectorFile.Discard(FilePath);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public void No_byte_of_removed_vectors_is_left()
    {
        using var file = VectorFile.Open(FilePath, Model);
        file.Add(new VectorRecord("a", "hash-of-a", 2, [3.25f, -7.5f]));
        file.Add(new VectorRecord("b", "hash-of-b", 2, [1, 2]));
        Assert.True(Holds(BitConverter.GetBytes(3.25f)));
        file.Remove("a");
        Assert.False(Holds(BitConverter.GetBytes(3.25f)));
        Assert.False(Holds(Encoding.UTF8.GetBytes("hash-of-a")));
        file.RemoveOthers(new HashSet<string>());
        Assert.False(Holds(Encoding.UTF8.GetBytes("hash-of-b")));
        Assert.Equal(0, file.Documents);
    }

    [Fact]
    public void A_torn_or_damaged_record_costs_one_document()
    {
        using (var file = VectorFile.Open(FilePath, Model))
        {
            for (var i = 0; i < 3; i++)
                file.Add(new VectorRecord($"{i}", "hash", 4, [1, 2, 3, i]));
        }

        var whole = File.ReadAllBytes(FilePath);
        for (var at = FileKind.Vectors(Model).HeaderSize; at < whole.Length; at++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x55;
            File.WriteAllBytes(FilePath, damaged);
            using (var file = VectorFile.Open(FilePath, Model))
                Assert.Equal(2, file.ReadAll().Count());
            File.WriteAllBytes(FilePath, whole.AsSpan(0, at));
            using (var file = VectorFile.Open(FilePath, Model))
                Assert.InRange(file.ReadAll().Count(), 0, 2);
        }
    }

    public void Dispose() => _folder.Dispose();

    private bool Holds(byte[] bytes)
    {
        using var file = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var all = new byte[file.Length];
        file.ReadExactly(all);
        return all.AsSpan().IndexOf(bytes) >= 0;
    }
}
