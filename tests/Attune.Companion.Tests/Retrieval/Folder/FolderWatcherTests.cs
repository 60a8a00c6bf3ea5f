using Attune.Companion.Tests.Fakes;
using Attune.TestKit.Folders;
using Attune.TestKit.Time;

namespace Attune.Companion.Tests.Retrieval.Folder;

/// <summary>The watched folder while the product runs by itself, on the real clock and with the system's own notices.</summary>
public sealed class FolderWatcherTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TempFolder _data = new();
    private readonly TempFolder _watched = new();
    private readonly MemoryAiStreams _streams = new();

    /// <summary>The folder is looked through once an hour only, so a change is seen because it was told of.</summary>
    [Theory]
    [InlineData("3600")]
    [InlineData("1")]
    public async Task Changes_are_seen_without_anybody_asking(string scanSeconds)
    {
        File.WriteAllText(Path.Combine(_watched.Path, "first.txt"), "The first tower.");
        await using var product = await Product.StartAsync(_data, _streams, ("Documents:Folder:Path", _watched.Path),
            ("Documents:Folder:SettleMilliseconds", "100"), ("Documents:Folder:ScanSeconds", scanSeconds));
        await NamesAreAsync(product, ["first"]);
        var inside = Directory.CreateDirectory(Path.Combine(_watched.Path, "more")).FullName;
        var second = Path.Combine(inside, "second.md");
        await File.WriteAllTextAsync(second, "The second tower.", TestContext.Current.CancellationToken);
        await NamesAreAsync(product, ["first", "more/second"]);
        File.Move(second, Path.Combine(_watched.Path, "third.md"));
        await NamesAreAsync(product, ["first", "third"]);
        File.Delete(Path.Combine(_watched.Path, "first.txt"));
        await NamesAreAsync(product, ["third"]);
    }

    public void Dispose()
    {
        _data.Dispose();
        _watched.Dispose();
    }

    private static Task NamesAreAsync(Product product, string[] names) => Eventually.GetAsync(Deadline,
        async () => (await product.DocumentsAsync()).Where(document => !document.BuiltIn).Select(document => document.Name)
            .Order(StringComparer.Ordinal).ToList(),
        found => found.SequenceEqual(names));
}
