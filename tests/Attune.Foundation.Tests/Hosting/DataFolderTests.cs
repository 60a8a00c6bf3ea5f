using System.Runtime.Versioning;
using Attune.Foundation.Hosting;
using Attune.TestKit.Folders;

namespace Attune.Foundation.Tests.Hosting;

/// <summary>One process per data folder, by a lock that the operating system gives back.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void A_missing_folder_is_made_with_its_parents()
    {
        using var folder = DataFolder.Open(_temp.At("new", "data"));
        Assert.True(Directory.Exists(_temp.At("new", "data")));
        Assert.Null(folder.ReadOnlyReason);
        Assert.Equal(_temp.At("new", "data", "streams", "local"), folder.At("streams", "local"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_new_folder_is_its_owners_alone_and_one_that_was_there_keeps_its_rights()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode Shared = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        using (DataFolder.Open(_temp.At("new")))
            Assert.Equal(Owner, File.GetUnixFileMode(_temp.At("new")));
        File.SetUnixFileMode(_temp.Path, Shared);
        using (DataFolder.Open(_temp.Path))
            Assert.Equal(Shared, File.GetUnixFileMode(_temp.Path));
    }

    [Fact]
    public void A_relative_path_becomes_absolute()
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, _temp.Path);
        using var folder = DataFolder.Open(relative);
        Assert.Equal(_temp.Path, folder.Path);
    }

    [Fact]
    public void A_folder_in_use_is_refused_with_advice_until_its_holder_lets_go()
    {
        using (DataFolder.Open(_temp.Path))
        {
            var refused = Assert.Throws<DataFolderInUseException>(() => DataFolder.Open(_temp.Path));
            Assert.Contains(_temp.Path, refused.Message, StringComparison.Ordinal);
            Assert.Contains("--data", refused.Message, StringComparison.Ordinal);
        }

        using var next = DataFolder.Open(_temp.Path);
        Assert.Null(next.ReadOnlyReason);
    }

    [Fact]
    public void Naming_a_folder_neither_makes_nor_locks_it()
    {
        using var named = DataFolder.Unlocked(_temp.At("named"));
        Assert.False(Directory.Exists(named.Path));
        using var opened = DataFolder.Open(named.Path);
        using var again = DataFolder.Unlocked(named.Path);
        Assert.Equal(opened.Path, again.Path);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_opens_and_says_why()
    {
        // Nobody can make a file in /proc, not even root, for whom permissions do not count.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a folder that is read-only for everyone.");
        using var first = DataFolder.Open("/proc");
        Assert.False(string.IsNullOrEmpty(first.ReadOnlyReason));
        using var second = DataFolder.Open("/proc");
        Assert.Equal(first.ReadOnlyReason, second.ReadOnlyReason);
    }
}
