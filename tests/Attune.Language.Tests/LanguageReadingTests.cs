using Attune.Language.Folding;
using Attune.Language.Tests.Folding;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests;

public sealed class LanguageReadingTests
{
    [Theory]
    [InlineData("How do I change the port?", WrittenLanguage.English)]
    [InlineData("hello", WrittenLanguage.English)]
    [InlineData("café?", WrittenLanguage.Other)]
    [InlineData("The café is open and you can sit outside.", WrittenLanguage.English)]
    [InlineData("Où est la gare ?", WrittenLanguage.Other)]
    [InlineData("Ich habe keine Zeit und das ist nicht gut.", WrittenLanguage.Other)]
    [InlineData("¿Dónde está el museo?", WrittenLanguage.Other)]
    [InlineData("Где находится музей?", WrittenLanguage.Other)]
    [InlineData("博物館はどこですか", WrittenLanguage.Other)]
    [InlineData("박물관이 어디에 있습니까", WrittenLanguage.Other)]
    [InlineData("要怎麼匯入文件？", WrittenLanguage.TraditionalChinese)]
    [InlineData("要怎么导入文件？", WrittenLanguage.SimplifiedChinese)]
    [InlineData("你好", WrittenLanguage.TraditionalChinese)]
    [InlineData("谢谢", WrittenLanguage.SimplifiedChinese)]
    [InlineData("謝謝", WrittenLanguage.TraditionalChinese)]
    [InlineData("著名的港口", WrittenLanguage.TraditionalChinese)]
    [InlineData("这是著名的港口", WrittenLanguage.SimplifiedChinese)]
    [InlineData("port 被占用怎麼辦", WrittenLanguage.TraditionalChinese)]
    [InlineData("I really like 珍珠奶茶 and 鹽酥雞", WrittenLanguage.Mixed)]
    [InlineData("The poet Li Bai (李白) lived in the eighth century.", WrittenLanguage.English)]
    [InlineData("42?! 👍", WrittenLanguage.Other)]
    [InlineData("", WrittenLanguage.Other)]
    public void The_language_is_told_by_letters_small_words_and_signs_of_a_script(string text, WrittenLanguage expected) =>
        Assert.Equal(expected, LanguageDetection.Read(text).Language);

    [Fact]
    public void A_text_without_letters_has_no_share() => Assert.Equal(default, LanguageDetection.Read(" 12 … "));

    [Fact]
    public void The_share_is_a_share_and_repeating_a_text_changes_nothing() =>
        Prop.ForAll(ScriptText.Arbitrary, text =>
        {
            var once = LanguageDetection.Read(text + "。");
            var twice = LanguageDetection.Read(text + "。" + text + "。");
            return once.Share is >= 0 and <= 1 && once.Language == twice.Language && Math.Abs(once.Share - twice.Share) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_that_was_turned_is_Simplified() =>
        Prop.ForAll(ScriptText.Arbitrary, text =>
            LanguageDetection.Read(ChineseFolding.ToTraditional(text)).Language != WrittenLanguage.SimplifiedChinese)
            .QuickCheckThrowOnFailure();
}
