using Attune.Language.Crisis;
using Attune.Language.Folding;
using Attune.Language.Search;
using Attune.Language.Terms;
using Attune.Language.Tones;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Language.Tests.Folding;

public sealed class ChineseFoldingTests
{
    [Theory]
    [InlineData("她的头发很长", "她的頭髮很長")]
    [InlineData("火车出发了", "火車出發了")]
    [InlineData("皇后在后面说话", "皇后在後面說話")]
    [InlineData("这里离城里三公里", "這裡離城裡三公里")]
    [InlineData("干燥的饼干不干净，干部干活很能干", "乾燥的餅乾不乾淨，幹部幹活很能幹")]
    [InlineData("面条和面粉在里面", "麵條和麵粉在裡面")]
    [InlineData("复习、重复和覆盖不难", "複習、重複和覆蓋不難")]
    [InlineData("这只鸟有两只翅膀", "這隻鳥有兩隻翅膀")]
    [InlineData("台湾的台风", "台灣的颱風")]
    [InlineData("这座港口是什么时候建的？", "這座港口是什麼時候建的？")]
    public void One_Simplified_character_for_several_Traditional_ones_is_told_by_its_phrase(
        string simplified, string traditional) =>
        Assert.Equal(traditional, ChineseFolding.ToTraditional(simplified));

    [Theory]
    [InlineData("皇后在公里外的王子面前，只說了一句云云。")]
    [InlineData("范先生和余小姐去台北看岩石。")]
    [InlineData("他干擾了面試，几乎沒人知道。")]
    [InlineData("裏面的人看着羣山，喫飯。")]
    [InlineData("The port was built in 1928.")]
    [InlineData("")]
    public void A_text_that_is_not_Simplified_is_the_same_object(string text) =>
        Assert.Same(text, ChineseFolding.ToTraditional(text));

    [Fact]
    public void In_a_text_of_both_scripts_only_Simplified_clauses_are_turned() => Assert.Equal(
        "後面這句「見面時間」是簡體字：皇后說話，其餘的都是繁體字。",
        ChineseFolding.ToTraditional("後面這句「见面时间」是簡體字：皇后说话，其餘的都是繁體字。"));

    [Fact]
    public void A_text_without_Chinese_costs_no_memory()
    {
        const string Text = "A long English text about ports, ships and the people who built them in 1928.";
        ChineseFolding.TryTurn(Text, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isTurned = ChineseFolding.TryTurn(Text, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.False(isTurned);
    }

    [Fact]
    public void Turning_keeps_every_place_and_turns_nothing_twice() =>
        Prop.ForAll(ScriptText.Arbitrary, text =>
        {
            var turned = ChineseFolding.ToTraditional(text);
            return turned.Length == text.Length && ChineseFolding.ToTraditional(turned) == turned;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Both_scripts_of_a_text_have_the_same_search_terms() =>
        Prop.ForAll(ScriptText.Arbitrary, text => Terms(ChineseFolding.ToTraditional(text)).SequenceEqual(Terms(text)))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("港口是什么时候建的", "港口建於1928年，在海邊。")]
    [InlineData("她的头发", "她留著長頭髮。")]
    [InlineData("台北101有多高", "臺北一○一高五百公尺。")]
    [InlineData("後面的房間", "后面的房间在二楼。")]
    [InlineData("乾燥的餅乾", "干燥的饼干很好吃。")]
    public void A_question_in_one_script_finds_a_text_in_the_other(string question, string text)
    {
        var index = new Bm25Index();
        index.Add("完全無關的一段文字，談天氣。");
        var wanted = index.Add(text);
        Assert.Equal(wanted, index.Search(question, 1)[0].Passage);
    }

    [Fact]
    public void A_question_asks_about_the_same_in_both_scripts() => Assert.Equal(
        QuestionAtoms.Of("燈塔是什麼時候建的？", _ => 1).SelectMany(atom => atom.Strong),
        QuestionAtoms.Of("灯塔是什么时候建的？", _ => 1).SelectMany(atom => atom.Strong));

    [Theory]
    [InlineData("我不想活了，想结束生命")]
    [InlineData("他说要杀了我妈妈")]
    [InlineData("我每天都在割伤自己")]
    public void A_crisis_is_heard_in_Simplified_characters_at_the_same_place(string text)
    {
        var simplified = CrisisReader.Read(text);
        var traditional = CrisisReader.Read(ChineseFolding.ToTraditional(text));
        Assert.NotNull(simplified);
        Assert.Equal(traditional!.Evidence, simplified.Evidence);
        Assert.Equal(traditional.Category, simplified.Category);
    }

    [Theory]
    [InlineData("一位白发苍苍的老奶奶拄着拐杖", Tone.ElderFriendly)]
    [InlineData("一个背着书包的小学生", Tone.ChildFriendly)]
    [InlineData("穿西装打领带、提着公文包的商务人士", Tone.ProfessionalFriendly)]
    public void A_description_in_Simplified_characters_chooses_its_tone(string description, Tone tone) =>
        Assert.Equal(tone, ToneSelection.Select(new ToneInputs { Description = description }).Tone);

    private static List<string> Terms(string text)
    {
        var terms = new List<string>();
        var reader = new TermReader(text, stackalloc char[TermReader.BufferLength]);
        while (reader.Read())
            terms.Add(reader.Term.ToString());
        return terms;
    }
}
