using System.Text;
using Attune.Language.Search.OnDisk;
using Attune.TestKit.Folders;

namespace Attune.Language.Tests.Search.OnDisk;

/// <summary>What crashes, bad disks, full disks and other releases leave behind.</summary>
public sealed class IndexFileDamageTests : IDisposable
{
    private static readonly string[] Questions = ["When does the pool open?", "匯入文件", "sauna towels 3.50", "早餐 breakfast"];

    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "documents.index");

    [Fact]
    public void A_file_cut_off_at_any_byte_opens_and_becomes_whole_again()
    {
        var whole = Written();
        var fresh = Library.Small.Fresh();
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(FilePath, whole.AsSpan(0, length));
            using (var file = IndexFile.Open(FilePath))
            {
                Library.AssertSame(fresh, Library.Small.Load(file, out var anew), Questions);
                Assert.InRange(anew, 1, 3);
            }

            AssertWhole();
        }
    }

    [Fact]
    public void A_file_with_a_flipped_bit_at_any_byte_opens_and_becomes_whole_again()
    {
        var whole = Written();
        var fresh = Library.Small.Fresh();
        for (var at = 0; at < whole.Length; at++)
        {
            var bytes = whole.ToArray();
            bytes[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(FilePath, bytes);
            using (var file = IndexFile.Open(FilePath))
            {
                Library.AssertSame(fresh, Library.Small.Load(file, out var anew), Questions);
                // A damaged record costs its own document; a damaged beginning of the file all of them.
                Assert.InRange(anew, 1, at < FileHeader.Size ? 3 : 1);
            }

            AssertWhole();
        }
    }

    [Fact]
    public void Garbage_in_place_of_the_file_is_set_aside_until_a_document_is_removed()
    {
        File.WriteAllText(FilePath, "no index at all, but zanzibar");
        using var file = IndexFile.Open(FilePath);
        Assert.Equal(IndexFileFinding.Unreadable, file.Finding);
        Assert.Contains("zanzibar", File.ReadAllText(file.AsidePath), StringComparison.Ordinal);
        file.Add(Library.Record("a", "quokka"));
        file.Remove("a");
        Assert.False(File.Exists(file.AsidePath));
    }

    [Fact]
    public void A_file_of_a_newer_release_is_set_aside_and_one_by_other_rules_emptied()
    {
        var whole = Written();
        whole[8]++;
        File.WriteAllBytes(FilePath, whole);
        using (var newer = IndexFile.Open(FilePath))
        {
            Assert.Equal(IndexFileFinding.Newer, newer.Finding);
            Assert.Equal(0, newer.Documents);
            Assert.Equal(whole, File.ReadAllBytes(newer.AsidePath));
        }

        whole = Written();
        FileHeader.Write(whole, FileKind.Documents with { Rules = AnalysisRules.Current + 1 });
        File.WriteAllBytes(FilePath, whole);
        using var other = IndexFile.Open(FilePath);
        Assert.Equal(IndexFileFinding.OtherRules, other.Finding);
        Assert.Equal(0, other.Documents);
        Assert.Equal(FileHeader.Size, other.Length);
    }

    [Fact]
    public void Records_of_a_kind_that_is_not_known_are_skipped()
    {
        var whole = Written();
        var strange = new byte[RecordHeader.Size + 5];
        new RecordHeader(77, 5, 0).Write(strange);
        File.WriteAllBytes(FilePath, [.. whole.AsSpan(0, FileHeader.Size), .. strange, .. whole.AsSpan(FileHeader.Size)]);
        using var file = IndexFile.Open(FilePath);
        Library.AssertSame(Library.Small.Fresh(), Library.Small.Load(file, out var anew), Questions);
        Assert.Equal(0, anew);
        Assert.Equal(0, file.Damaged);
    }

    [Fact]
    public void Words_of_a_damaged_record_and_of_a_torn_one_do_not_stay()
    {
        using (var file = IndexFile.Open(FilePath))
        {
            file.Add(Library.Record("a", "zanzibar"));
            file.Add(Library.Record("b", "quokka"));
        }

        var bytes = File.ReadAllBytes(FilePath);
        bytes[FileHeader.Size + RecordHeader.Size + 1] ^= 1;
        File.WriteAllBytes(FilePath, bytes.AsSpan(0, bytes.Length - 1));
        using (var file = IndexFile.Open(FilePath))
        {
            Assert.Equal(1, file.Damaged);
            Assert.InRange(file.CutOff, 1, bytes.Length);
            Assert.Equal(0, file.Documents);
        }

        var left = Encoding.Latin1.GetString(File.ReadAllBytes(FilePath));
        Assert.DoesNotContain("zanzibar", left, StringComparison.Ordinal);
        Assert.DoesNotContain("quokka", left, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_fills_up_at_any_byte_refuses_clearly_and_nothing_else_is_lost()
    {
        var size = RecordSize("b", "quokka quokka");
        for (var room = 0; room < size; room++)
        {
            File.Delete(FilePath);
            var disk = new SmallDisk();
            using (var file = IndexFile.Open(FilePath, disk.Write))
            {
                file.Add(Library.Record("a", "zanzibar"));
                disk.Room = room;
                var error = Assert.Throws<IOException>(() => file.Add(Library.Record("b", "quokka quokka")));
                Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
                Assert.Null(file.Read("b", Library.HashOf("quokka quokka")));
                disk.Room = int.MaxValue;
                file.Add(Library.Record("c", "wombat"));
            }

            using var again = IndexFile.Open(FilePath);
            Assert.Equal(0, again.Damaged);
            Assert.Equal(0, again.CutOff);
            Assert.Equal(2, again.Documents);
            Assert.NotNull(again.Read("a", Library.HashOf("zanzibar")));
            Assert.NotNull(again.Read("c", Library.HashOf("wombat")));
        }
    }

    [Fact]
    public void A_disk_too_full_to_write_the_file_anew_leaves_it_as_it_was()
    {
        var disk = new SmallDisk();
        var text = string.Join(' ', Enumerable.Range(0, 9000).Select(i => $"word{i}"));
        using var file = IndexFile.Open(FilePath, disk.Write);
        foreach (var id in (string[])["a", "b", "c"])
            file.Add(Library.Record(id, text));
        file.Remove("a");
        file.Remove("b");
        disk.Room = 50_000;
        Assert.Throws<IOException>(() => file.CompactWhenWorthIt());
        Assert.NotNull(file.Read("c", Library.HashOf(text)));
        Assert.Equal([FilePath], Directory.EnumerateFiles(_folder.Path));
        disk.Room = int.MaxValue;
        Assert.True(file.CompactWhenWorthIt());
        Assert.NotNull(file.Read("c", Library.HashOf(text)));
    }

    public void Dispose() => _folder.Dispose();

    private byte[] Written()
    {
        File.Delete(FilePath);
        Library.Small.Write(FilePath);
        return File.ReadAllBytes(FilePath);
    }

    private void AssertWhole()
    {
        using var again = IndexFile.Open(FilePath);
        Assert.Equal(IndexFileFinding.Usable, again.Finding);
        Assert.Equal(0, again.Damaged);
        Assert.Equal(0, again.CutOff);
        Library.AssertSame(Library.Small.Fresh(), Library.Small.Load(again, out var anew), Questions);
        Assert.Equal(0, anew);
    }

    private int RecordSize(string id, string text)
    {
        using var file = IndexFile.Open(FilePath);
        var before = file.Length;
        file.Add(Library.Record(id, text));
        return (int)(file.Length - before);
    }
}
