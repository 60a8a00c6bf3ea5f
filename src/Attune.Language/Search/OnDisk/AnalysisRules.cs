using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Attune.Language.Folding;
using Attune.Language.Normalization;
using Attune.Language.Terms;

namespace Attune.Language.Search.OnDisk;

/// <summary>
/// A number that tells whether this program cuts texts into the same passages and terms as the one that wrote a file. It is
/// made by cutting a text in which every rule has something to do, so that nobody has to remember to count a version up.
/// </summary>
internal static class AnalysisRules
{
    private const int Repeats = 40;

    private const string Sample = """
        # The Port's Keys — 港口 2.5
        Dr. Smith's cities, copies and boxes stopped changing; don't use ＡＢＣ１２３ or 1,000 in "quotes". He's hissing, used
        it, agreed!  Does É straße naïve İstanbul count? e.g. 3.14 - yes: churches, buses, analysis, running.

        ## 匯入文件
        要匯入文件，把檔案拖到知識頁。「真的嗎？」他說：可以！𠮷野家・カタカナ、ㄅㄆㄇ 한국어 々〇。
        - one item
        - 兩個項目；第二句
        1. numbered

        | name | 名稱 |
        |---|---|
        | pool | 泳池 07:00 |

        ```
        code_block --flag=1
        ```
        Averyveryverylongwordthatgoesonandonandonbeyondtheedgeofthebuffer andthenstops.
        """;

    /// <summary>The number of this program.</summary>
    public static ulong Current { get; } = Compute();

    /// <summary>What becomes of every character: no sample has all that are taken for one another or read over.</summary>
    private static char[] Characters()
    {
        var characters = new char[char.MaxValue];
        Span<char> plain = stackalloc char[PlainLetters.Longest];
        for (var character = '\0'; character < char.MaxValue; character++)
        {
            PlainLetters.Write(SearchKeys.Of(character), plain);
            characters[character] = InvisibleCharacters.Contains(character) ? '\0' : plain[0];
        }

        return characters;
    }

    private static ulong Compute()
    {
        var text = string.Concat(Enumerable.Repeat(Sample + "\n\n", Repeats));
        var passages = PassageCutter.Cut(text);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (span, heading) in passages)
            hash.AppendData(MemoryMarshal.AsBytes<int>([span.Start, span.Length, heading.Start, heading.Length]));
        var reader = new TermReader(Sample, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
        {
            hash.AppendData(MemoryMarshal.AsBytes(reader.Term));
            hash.AppendData(MemoryMarshal.AsBytes<int>([(int)reader.Kind, reader.Term.Length]));
        }

        hash.AppendData(MemoryMarshal.AsBytes(Characters().AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(DocumentTerms.Context("name", text, passages[^1]).AsSpan()));
        hash.AppendData([(byte)LanguageDetection.OfDocument(Sample), (byte)LanguageDetection.OfDocument("mixed words 文字 here")]);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset());
    }
}
