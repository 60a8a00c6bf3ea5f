using System.Text;
using Attune.Companion.Retrieval.Imports;

namespace Attune.Companion.Tests.Retrieval.Imports;

public sealed class FileContentTests
{
    private const string Text = "Pool 泳池 é 😀\r\n";

    [Fact]
    public void Reads_the_encodings_that_say_what_they_are_and_leaves_their_mark_out()
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode,
            Encoding.BigEndianUnicode])
            Assert.Equal(Text, FileContent.Decode([.. encoding.GetPreamble(), .. encoding.GetBytes(Text)]));
    }

    [Fact]
    public void Anything_else_is_not_guessed()
    {
        // 泳池 in Big5, then half a character of UTF-8 and half a pair of UTF-16.
        Assert.Null(FileContent.Decode([0xAA, 0x61, 0xA6, 0xC0]));
        Assert.Null(FileContent.Decode([.. "abc"u8, 0xE6, 0xB3]));
        Assert.Null(FileContent.Decode([0xFF, 0xFE, 0x42, 0xD8]));
    }

    [Fact]
    public void Control_characters_betray_what_is_not_text()
    {
        Assert.True(FileContent.IsBinary("abc\0"));
        Assert.True(FileContent.IsBinary("\u0001\u0002"));
        Assert.False(FileContent.IsBinary("a\tb\r\nc\fd\u001b[1m 泳池"));
        // UTF-16 without its mark reads as UTF-8 full of zeros.
        Assert.True(FileContent.IsBinary(FileContent.Decode(Encoding.Unicode.GetBytes("plain"))));
    }

    [Fact]
    public void Pages_are_known_by_their_beginning()
    {
        Assert.True(FileContent.IsPage("\n <!DOCTYPE HTML><p>x"));
        Assert.True(FileContent.IsPage("<html lang=en>"));
        Assert.False(FileContent.IsPage("A text about <html>"));
    }
}
