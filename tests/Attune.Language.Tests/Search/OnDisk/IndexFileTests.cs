using System.Globalization;
using System.Text;
using Attune.Language.Search.OnDisk;
using Attune.TestKit.Folders;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Search.OnDisk;

public sealed class IndexFileTests : IDisposable
{
    private static readonly string[] Questions = ["When does the pool open?", "匯入文件", "sauna towels 3.50", "早餐 breakfast"];

    private readonly TempFolder _folder = new();

    private string FilePath => Path.Combine(_folder.Path, "documents.index");

    [Fact]
    public void What_is_read_back_ranks_exactly_like_what_was_indexed()
    {
        Library.Small.Write(FilePath);
        using var file = IndexFile.Open(FilePath);
        Assert.Equal(IndexFileFinding.Usable, file.Finding);
        var loaded = Library.Small.Load(file, out var anew);
        Assert.Equal(0, anew);
        Library.AssertSame(Library.Small.Fresh(), loaded, Questions);
        var (id, text) = Library.Small.Texts[0];
        var record = file.Read(id, Library.HashOf(text))!;
        Assert.Equal(Library.Record(id, text).Passages, record.Passages);
        Assert.Equal("Name 0", record.Name);
        Assert.Equal(TextLanguage.English, record.Language);
        Assert.Null(file.Read(id, "another text"));
    }

    [Fact]
    public void Any_texts_come_back_as_they_were() =>
        Prop.ForAll(MixedText.Several, MixedText.Arbitrary, (texts, question) =>
        {
            using var folder = new TempFolder();
            var path = Path.Combine(folder.Path, "index");
            var library = Library.Of(texts);
            library.Write(path);
            using var file = IndexFile.Open(path);
            var loaded = library.Load(file, out var anew);
            var limit = texts.Length + 1;
            return anew == 0 && library.Fresh().Search(question, limit).SequenceEqual(loaded.Search(question, limit));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Adding_removing_and_opening_again_in_any_order_is_as_if_it_were_built_from_what_is_left() =>
        Prop.ForAll(MixedText.Several, Steps, (texts, steps) =>
        {
            using var folder = new TempFolder();
            var path = Path.Combine(folder.Path, "index");
            var kept = new Dictionary<string, string>(StringComparer.Ordinal);
            var file = IndexFile.Open(path);
            for (var i = 0; i < steps.Length && texts.Length > 0; i++)
            {
                var id = (steps[i] % 7).ToString(CultureInfo.InvariantCulture);
                switch (steps[i] % 3)
                {
                    case 0:
                        file.Remove(id);
                        kept.Remove(id);
                        break;
                    case 1:
                        file.Dispose();
                        file = IndexFile.Open(path);
                        break;
                    default:
                        kept[id] = texts[i % texts.Length];
                        file.Add(Library.Record(id, kept[id]));
                        break;
                }
            }

            using var last = file;
            return file.Documents == kept.Count && kept.All(document =>
                file.Read(document.Key, Library.HashOf(document.Value)) is { } record
                && record.Terms.Count == Library.Record(document.Key, document.Value).Terms.Count);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_document_replaces_the_one_with_its_id_and_the_old_words_are_gone()
    {
        using var file = IndexFile.Open(FilePath);
        file.Add(Library.Record("a", "zanzibar"));
        file.Add(Library.Record("a", "quokka"));
        Assert.Equal(1, file.Documents);
        Assert.Null(file.Read("a", Library.HashOf("zanzibar")));
        Assert.NotNull(file.Read("a", Library.HashOf("quokka")));
        Assert.False(AnyFileHolds("zanzibar"));
        Assert.True(AnyFileHolds("quokka"));
    }

    [Fact]
    public void No_byte_of_a_removed_document_is_left()
    {
        using var file = IndexFile.Open(FilePath);
        file.Add(Library.Record("a", "zanzibar 密碼在花盆下"));
        file.Add(Library.Record("b", "quokka"));
        Assert.True(AnyFileHolds("zanzibar"));
        Assert.True(AnyFileHolds("密碼"));
        file.Remove("a");
        Assert.False(AnyFileHolds("zanzibar"));
        Assert.False(AnyFileHolds("密碼"));
        Assert.False(AnyFileHolds("Name a"));
        Assert.True(AnyFileHolds("quokka"));
    }

    [Fact]
    public void A_file_of_mostly_removed_documents_is_written_anew_and_holds_the_same()
    {
        var text = string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"word{i}"));
        using (var file = IndexFile.Open(FilePath))
        {
            for (var i = 0; i < 10; i++)
                file.Add(Library.Record($"{i}", $"{text} own{i}"));
            var full = file.Length;
            for (var i = 0; i < 4; i++)
                file.Remove($"{i}");
            Assert.False(file.CompactWhenWorthIt());
            file.Remove("4");
            file.Remove("5");
            Assert.True(file.CompactWhenWorthIt());
            Assert.InRange(file.Length, 1, full / 2);
            Assert.NotNull(file.Read("9", Library.HashOf($"{text} own9")));
            file.Add(Library.Record("new", "quokka"));
        }

        using var again = IndexFile.Open(FilePath);
        Assert.Equal(["documents.index"], Directory.EnumerateFiles(_folder.Path).Select(path => Path.GetFileName(path)));
        Assert.Equal(5, again.Documents);
        Assert.NotNull(again.Read("6", Library.HashOf($"{text} own6")));
        Assert.NotNull(again.Read("new", Library.HashOf("quokka")));
        Assert.Equal(0, again.Damaged);
    }

    public void Dispose() => _folder.Dispose();

    private static Arbitrary<int[]> Steps { get; } = Arb.From(Gen.Choose(0, 1000).ArrayOf());

    private bool AnyFileHolds(string words)
    {
        var bytes = Encoding.UTF8.GetBytes(words);
        return Directory.EnumerateFiles(_folder.Path).Any(path =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var all = new byte[file.Length];
            file.ReadExactly(all);
            return all.AsSpan().IndexOf(bytes) >= 0;
        });
    }
}
