using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Folding;

/// <summary>Random texts of Simplified and Traditional characters, phrases, marks, Latin words and broken characters.</summary>
internal static class ScriptText
{
    private static readonly string[] Pieces =
    [
        "头发", "出发", "頭髮", "皇后", "后来", "後來", "公里", "里面", "裡", "裏", "干杯", "干部", "饼干", "乾", "台湾", "臺灣",
        "颱風", "着", "著名", "只", "这只", "面", "面条", "云", "余", "范", "的", "是", "说", "說", "与", "体", "万",
        "𠮷", "\ud842", "\udfb7", "，", "。", "「", "」", " ", "\n", "a", "Port 8080", "é", "カ", "한",
        "1928年", "豈", "😀", "", "发", "發", "复", "系", "钟",
    ];

    public static Arbitrary<string> Arbitrary { get; } = Arb.From(Gen.Elements(Pieces).ListOf().Select(string.Concat));
}
