using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests;

/// <summary>Random texts that look like documents: words of both languages, marks, lines, and broken characters.</summary>
internal static class MixedText
{
    private static readonly string[] Pieces =
    [
        "port", "The ", "answers", "Dr. ", "e.g. ", "3.14", "1,000 ", "don't ", " ", "\n", "\n\n", "\r\n",
        ". ", "! ", "? ", ": ", ", ", "# ", "- ", "1. ", "| a | b |\n", "```\n", "---\n", "\"", "(", ") ", "文件", "匯入", "的",
        "。", "！」", "，", "：", "「", "、", "𠮷", "\ud842",
        "é", "x", "Phone: 02", "地址：台北", "…", "😀", "\u3000", "\t",
    ];

    public static Arbitrary<string> Arbitrary { get; } =
        Arb.From(Gen.Elements(Pieces).ListOf().Select(string.Concat));

    public static Arbitrary<string[]> Several { get; } =
        Arb.From(Arbitrary.Generator.ArrayOf());
}
