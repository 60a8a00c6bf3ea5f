using System.Text;
using Attune.Learning.Emotions;
using Attune.TestKit.Folders;

namespace Attune.Learning.Tests.Emotions;

public sealed class GoEmotionsFilesTests
{
    [Fact]
    public void The_first_file_that_is_there_is_read()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("labels.txt"), SmallCorpus.LabelLines);
        File.WriteAllText(folder.At("dev.tsv"), "Fine.\t27\tx\n");
        Assert.Equal("dev.tsv", GoEmotionsFiles.Read(folder.Path, "test.tsv", "dev.tsv").Name);
        File.WriteAllText(folder.At("test.tsv"), "Thanks, I'm happy\t15,17\tx\r\n");
        var test = GoEmotionsFiles.Read(folder.Path, "test.tsv", "dev.tsv");
        Assert.Equal("test.tsv", test.Name);
        Assert.Equal("Thanks, I'm happy", Assert.Single(test.Texts));
        Assert.Equal(EmotionLabels.WithGroups((1ul << 15) | (1ul << 17)), Assert.Single(test.Labels));
    }

    [Fact]
    public void Label_numbers_follow_the_label_file()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.At("labels.txt"), "joy\nneutral\n");
        File.WriteAllText(folder.At("dev.tsv"), "Yes!\t0\tx\n");
        var set = Assert.Single(GoEmotionsFiles.Read(folder.Path, "dev.tsv").Labels);
        Assert.Equal(EmotionLabels.WithGroups(1ul << EmotionLabels.IndexOf("joy")), set);
    }

    [Theory]
    [InlineData("no tab")]
    [InlineData("text\t28\tid")]
    [InlineData("text\t-1\tid")]
    [InlineData("text\t\tid")]
    [InlineData("text\t1;2\tid")]
    [InlineData("")]
    public void A_bad_line_is_named(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var error = Assert.Throws<InvalidDataException>(() => GoEmotionsFiles.Parse("bad.tsv", bytes, new int[28]));
        Assert.Contains("bad.tsv", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_files_and_unknown_labels_are_named()
    {
        using var folder = new TempFolder();
        Assert.Contains("test.tsv or dev.tsv", Assert.Throws<FileNotFoundException>(
            () => GoEmotionsFiles.Read(folder.Path, "test.tsv", "dev.tsv")).Message, StringComparison.Ordinal);
        File.WriteAllText(folder.At("dev.tsv"), "Fine.\t0\tx\n");
        Assert.Contains("labels.txt", Assert.Throws<FileNotFoundException>(
            () => GoEmotionsFiles.Read(folder.Path, "dev.tsv")).Message, StringComparison.Ordinal);
        File.WriteAllText(folder.At("labels.txt"), "boredom\n");
        Assert.Contains("boredom", Assert.Throws<InvalidDataException>(
            () => GoEmotionsFiles.Read(folder.Path, "dev.tsv")).Message, StringComparison.Ordinal);
    }
}
