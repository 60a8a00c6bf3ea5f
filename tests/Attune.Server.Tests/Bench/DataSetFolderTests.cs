using Attune.Server.Verbs;
using Attune.TestKit.Folders;

namespace Attune.Server.Tests.Bench;

public sealed class DataSetFolderTests
{
    [Fact]
    public void The_files_may_stand_in_the_folder_or_in_one_that_is_named_like_the_data_set()
    {
        using var folder = new TempFolder();
        Assert.Equal(folder.Path, Find());
        var inside = Directory.CreateDirectory(folder.At("drcd")).FullName;
        Assert.Equal(inside, Find());
        File.WriteAllText(folder.At("DRCD_dev.json"), "{}");
        Assert.Equal(folder.Path, Find());

        string Find() => DataSetFolder.Of(folder.Path, DataSetFolder.Drcd, "DRCD_*.json");
    }
}
