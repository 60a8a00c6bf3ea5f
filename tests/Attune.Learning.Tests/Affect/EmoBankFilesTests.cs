using System.Text;
using Attune.Learning.Affect;
using Attune.TestKit.Folders;

namespace Attune.Learning.Tests.Affect;

public sealed class EmoBankFilesTests
{
    private const string Header = "id,split,V,A,D,text\n";

    [Fact]
    public void Rows_of_a_split_are_read_and_brought_to_minus_one_to_one()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("a.csv"),
            Header + "1,train,1,3,5,\"He said \"\"yes\"\",\nthen left\"\r\n2,dev,3.5,3,3,plain");
        var train = EmoBankFiles.Read(folder.Path, "train");
        Assert.Equal("He said \"yes\",\nthen left", Assert.Single(train.Texts));
        Assert.Equal(new AffectPoint(-1, 0, 1), Assert.Single(train.Ratings));
        Assert.Equal(["plain"], EmoBankFiles.Read(folder.Path, "test", "dev").Texts);
        Assert.Contains("dev", EmoBankFiles.Read(folder.Path, "test", "dev").Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,train,1,3,5")]
    [InlineData("1,train,0,3,5,text")]
    [InlineData("1,train,NaN,3,5,text")]
    [InlineData("1,train,x,3,5,text")]
    [InlineData("1,train,1,3,5,\"open")]
    public void A_bad_row_is_refused(string row) => Assert.Throws<InvalidDataException>(
        () => EmoBankFiles.Parse("bad.csv", Encoding.UTF8.GetBytes(Header + row), "train"));

    [Fact]
    public void A_split_that_is_nowhere_is_named()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("a.csv"), Header);
        Assert.Contains("test or dev", Assert.Throws<FileNotFoundException>(
            () => EmoBankFiles.Read(folder.Path, "test", "dev")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commas_without_end_are_refused() => Assert.Throws<InvalidDataException>(
        () => EmoBankFiles.Parse("bad.csv", Encoding.UTF8.GetBytes(new string(',', 100_000)), "train"));
}
