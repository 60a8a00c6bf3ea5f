using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Attune.Language.Search;
using Attune.Language.Search.OnDisk;

namespace Attune.Language.Tests.Search.OnDisk;

/// <summary>Texts as an owner of an index file keeps them, in their order.</summary>
internal sealed class Library
{
    private readonly List<(string Id, string Text)> _texts = [];

    public static Library Small { get; } = Of(
        "# Pool\nThe swimming pool opens at seven.\n\n# Sauna\nThe sauna is closed on Mondays; towels cost 3.50.",
        "要匯入文件，把檔案拖到知識頁。資料存放在同一個資料目錄裡。",
        "Breakfast is served from 7 to 10. 早餐在花園裡。");

    public IReadOnlyList<(string Id, string Text)> Texts => _texts;

    public static Library Of(params IEnumerable<string> texts)
    {
        var library = new Library();
        foreach (var text in texts)
            library._texts.Add((library._texts.Count.ToString(CultureInfo.InvariantCulture), text));
        return library;
    }

    public static DocumentRecord Record(string id, string text)
    {
        var passages = PassageCutter.Cut(text);
        return new DocumentRecord(id, $"Name {id}", HashOf(text), LanguageDetection.OfDocument(text), false, passages,
            DocumentTerms.Of(text, $"Name {id}", passages));
    }

    public static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));

    /// <summary>An index made from the texts alone.</summary>
    public Bm25Index Fresh()
    {
        var index = new Bm25Index();
        foreach (var (id, text) in _texts)
            index.Add(Record(id, text).Terms);
        return index;
    }

    /// <summary>
    /// An index made from the file, as an owner does it: what is missing is added, what is too much is removed.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="anew">How many documents it did not have.</param>
    public Bm25Index Load(IndexFile file, out int anew)
    {
        var index = new Bm25Index();
        anew = 0;
        foreach (var (id, text) in _texts)
        {
            var record = file.Read(id, HashOf(text));
            if (record is null)
            {
                anew++;
                record = Record(id, text);
                file.Add(record);
            }

            index.Add(record.Terms);
        }

        file.RemoveOthers(_texts.Select(document => document.Id).ToHashSet(StringComparer.Ordinal));
        return index;
    }

    public void Write(string path)
    {
        using var file = IndexFile.Open(path);
        Load(file, out _);
    }

    public static void AssertSame(Bm25Index expected, Bm25Index actual, params ReadOnlySpan<string> questions)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.Terms, actual.Terms);
        foreach (var question in questions)
            Assert.Equal(expected.Search(question, 50), actual.Search(question, 50));
    }
}
