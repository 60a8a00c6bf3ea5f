using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Attune.Companion.Conversations.Rules;

/// <summary>How dialogue acts are said in Chinese.</summary>
internal static partial class ChineseActs
{
    private const int LongestAddress = 40;

    private static readonly ActPatterns Patterns = new(LongestAddress, Quoted, Greeting, ThanksAtEnd,
        new Dictionary<DialogueAct, Regex>
        {
            [DialogueAct.Boundary] = Boundary,
            [DialogueAct.Farewell] = Farewell,
            [DialogueAct.Thanks] = Thanks,
            [DialogueAct.AskedIfHuman] = IfHuman,
            [DialogueAct.AskedAbilities] = Abilities,
            [DialogueAct.AskedWho] = Who,
            [DialogueAct.AskedFeelings] = Feelings,
            [DialogueAct.AskedHowItIs] = HowItIs,
            [DialogueAct.AskedLife] = Life,
            [DialogueAct.AskedTrust] = Trust,
            [DialogueAct.Insult] = Insult,
            [DialogueAct.Praise] = Praise,
            [DialogueAct.Affirmation] = Affirmation,
            [DialogueAct.Denial] = Denial,
            [DialogueAct.Unsure] = Unsure,
            [DialogueAct.Laughter] = Laughter,
            [DialogueAct.More] = More,
            [DialogueAct.HelpRequest] = Help,
            [DialogueAct.MemoryQuestion] = Memory,
            [DialogueAct.Correction] = Correction,
            [DialogueAct.Clinical] = Clinical,
            [DialogueAct.CreativeRequest] = Creative,
            [DialogueAct.Advice] = Advice,
            [DialogueAct.Wondering] = Wondering,
            [DialogueAct.Request] = Request,
            [DialogueAct.Question] = Question,
            [DialogueAct.Feeling] = FeelingWords,
        }.ToFrozenDictionary());

    public static DialogueAct Of(string text) => ActReader.Of(Patterns, text.Replace('妳', '你').Replace('您', '你'));

    private const RegexOptions Rules = RegexOptions.CultureInvariant;

    /// <summary>What may follow a short sentence: particles, marks, signs.</summary>
    private const string End = @"[啊呀呢啦喔哦耶欸嗎吧囉了的~～\s\W]*$";

    [GeneratedRegex("[「」『』“”\"]", Rules)]
    private static partial Regex Quoted { get; }

    [GeneratedRegex("做愛|色情|裸照|脫衣|性交|約炮|調情給我|上床好|開黃腔|(?:吻|親)我(?:一下|嘛|吧|好)", Rules)]
    private static partial Regex Boundary { get; }

    [GeneratedRegex(
        @"^(?:你好|哈囉|哈嘍|嗨+|嘿+|安安|早安|午安|晚安(?=[，,!！ ]*你好)|早|hi+|hello|hey|大家好|在嗎|你在嗎)(?![上餐點就已])"
        + @"(?:[\s，,]*(?:呀|啊|喔|哦|mia|solene|lyra|doc|導覽))*"
        + @"(?:[\s，,。!！~～、?？]+|$)", Rules)]
    private static partial Regex Greeting { get; }

    [GeneratedRegex(
        @"^(?:好|嗯|那|ok|謝謝|好的|先這樣)?[，, 。!！]*(?:再見|拜拜|掰掰|掰|bye|晚安|明天見|下次(?:見|聊|再聊)|改天(?:見|聊|再聊)|先這樣|我(?:要|想|得|該|先)(?:先)?"
        + @"(?:走了|去睡了|睡了|下線了?|去忙了|離開了))[^?？]{0,12}$", Rules)]
    private static partial Regex Farewell { get; }

    [GeneratedRegex(
        @"^(?:好的?|嗯|太好了|哇)?[，, 。!！]*(?:謝謝|感謝|謝啦|多謝|3q|thanks?|謝了|感恩|辛苦了)(?!到|的是)[^?？]{0,14}$", Rules)]
    private static partial Regex Thanks { get; }

    [GeneratedRegex(@"(.[。！？!?]) ?(?:謝謝|感謝)[^。？?]{0,6}$", Rules)]
    private static partial Regex ThanksAtEnd { get; }

    [GeneratedRegex(
        "你(?:到底|究竟|真的|其實|應該|只|就)*(?:是不是|是|算是|算)(?:一?個|一?位|一?台|一?種)?(?:真的)?(?:真人|人類|活人|活的|機器人?|ai|人工智慧|程式|電腦|聊天機器人|"
        + "人(?:$|[嗎吧?？還])|真的(?:$|[嗎?？]))|你(?:才)?不是(?:一?個)?(?:真人|人類?)|(?:這|這裡|對面|後面|背後)(?:真的)?(?:是不是|是|有沒有|有)(?:一?個)?"
        + "(?:真人|機器人|ai|人工智慧|人在(?:回|打))|我(?:是不是|是)?(?:在|正在)?(?:跟|和|與)(?:一?個)?(?:真人|機器人|ai|人工智慧)(?:在)?(?:說話|聊|講話|對話)", Rules)]
    private static partial Regex IfHuman { get; }

    [GeneratedRegex(
        "你(?:可以|能|會|能夠)(?:幫我|為我|替我)?(?:做|幫)(?:些|點)?(?:什麼|甚麼|哪些事|啥)|你會(?:什麼|甚麼|啥|哪些)|你有(?:什麼|哪些)(?:功能|用處|用途|本事)|你有什麼用|"
        + "你(?:會|能|可以)?(?:說|講|懂|看得懂|聽得懂)(?:中文|英文|國語|台語|日文|英語)|你是怎麼(?:運作|回答)", Rules)]
    private static partial Regex Abilities { get; }

    [GeneratedRegex("你(?:到底|究竟)?是(?:誰|哪位|什麼(?!時候|地方|意思))|你叫(?:什麼|甚麼|啥)|你的名字|(?:介紹|說說|談談)(?:一下)?你自己|自我介紹|誰(?:做|創造|開發|設計|"
        + "寫)(?:出)?(?:了)?你|"
        + "我在(?:跟|和)誰(?:說話|講話|聊)", Rules)]
    private static partial Regex Who { get; }

    [GeneratedRegex(
        "你(?:也|真的|到底)?(?:會不會|會|有沒有|有|能)(?:感到|覺得|真的|自己的|真正的)*(?:感情|情感|感覺|情緒|愛我|愛上|喜歡我|想我|想念我|難過|傷心|寂寞|孤單|痛|累|生氣|"
        + "意識|靈魂|心)(?!事)|你(?:愛|喜歡|想|想念|討厭|在乎|關心)(?:不(?:愛|喜歡|想|在乎))?我|^(?:我|好)(?:真的|也|好|很|最)*(?:愛|想念|想|喜歡|需要)你" + End
        + "|(?:當|做)我(?:的)?(?:女|男)?(?:女友|男友|女朋友|男朋友|老婆|老公)|我愛上你|嫁給我|跟我結婚", Rules)]
    private static partial Regex Feelings { get; }

    [GeneratedRegex(
        "^(?:那|嗯)?[，, ]*(?:你(?:最近|今天|現在)?(?:好嗎|還好嗎|過得(?:怎麼樣|如何|好嗎|好不好)|怎麼樣|如何|在做什麼|在幹嘛|心情(?:好嗎|如何|怎麼樣))|最近(?:好嗎|如何|怎麼樣)|"
        + "吃飽了嗎|那?你呢)" + End, Rules)]
    private static partial Regex HowItIs { get; }

    [GeneratedRegex(
        "你(?:今年)?(?:幾歲|多大(?:$|[了年?？])|住(?:在)?(?:哪|什麼地方)|從哪(?:裡|兒)?來|長(?:得)?(?:什麼|怎)|是男|是女|有(?:沒有)?(?:身體|家人|男友|女友|男朋友|女朋友|爸媽|生日|"
        + "朋友|性別)|(?:需要|會|要)(?:吃飯|睡覺|吃東西|喝水)|結婚了)|你的?生日", Rules)]
    private static partial Regex Life { get; }

    [GeneratedRegex("^(?:但|可是|那)?(?:你確定|確定|真的|真的假的|是真的|這是真的|我(?:可以|能|該)(?:相信|信任)你|你(?:在|有沒有|會不會|會)?(?:騙我?|說謊)|你怎麼知道|"
        + "你是不是亂編)" + End, Rules)]
    private static partial Regex Trust { get; }

    [GeneratedRegex("你(?:真的|好|很|太|這個|真是|就是)*(?:笨|爛|沒用|廢|無聊|煩|白痴|白癡|智障|蠢|糟糕|討厭)|^(?:閉嘴|滾|去死|我(?:好|很|最)?討厭你|爛透了|"
        + "答非所問)" + End, Rules)]
    private static partial Regex Insult { get; }

    [GeneratedRegex("你(?:真的|好|很|真是|真|太|人)+(?:好|棒|可愛|溫柔|貼心|厲害|聰明|善良|有趣|暖|讚|體貼)(?!像)|你(?:真|真的)?是(?:我)?(?:一)?(?:個)?(?:最|"
        + "很)?好(?:的)?朋友|^(?:做得好|好棒|說得好|我(?:很|好)?喜歡(?:跟|和)你(?:聊|"
        + "說話))" + End, Rules)]
    private static partial Regex Praise { get; }

    [GeneratedRegex("^(?:是|對|嗯+|好|好的|ok|可以|沒錯|當然|對對|恩+|是的|有|會|行|了解|知道了|我知道|還好|不錯|還不錯|有一點|一點點|滿好的|蠻好的|原來如此|說得對)" + End, Rules)]
    private static partial Regex Affirmation { get; }

    [GeneratedRegex("^(?:不|不是|不要|不用|沒有|沒|不會|不行|才不|並沒有|不太|不對|還沒|不了)" + End, Rules)]
    private static partial Regex Denial { get; }

    [GeneratedRegex("^(?:我)?(?:也)?(?:真的)?(?:不知道|不曉得|不確定|不清楚|沒想過|說不上來|隨便|也許|可能|大概|或許|看情況|沒什麼|沒有什麼|沒事|很難說|再看看|嗯……|"
        + "無所謂)" + End, Rules)]
    private static partial Regex Unsure { get; }

    [GeneratedRegex("^(?:哈+|呵+|嘻+|笑死(?:我)?|xd+|lol|hah?a+|好好笑)" + End, Rules)]
    private static partial Regex Laughter { get; }

    [GeneratedRegex("^(?:請)?(?:繼續|再多說一點|多說一點|說下去|然後呢|還有呢|再來呢|接著說|還有嗎)" + End, Rules)]
    private static partial Regex More { get; }

    [GeneratedRegex("^(?:可以|能|請)?(?:你)?(?:可以|能)?(?:幫我|幫幫我|幫忙|幫個忙|救命|我需要幫忙|我需要幫助|幫我一下)(?:一下)?" + End, Rules)]
    private static partial Regex Help { get; }

    [GeneratedRegex(
        "你(?:還)?(?:記得|記不記得)|我(?:之前|以前|剛剛|剛才|先前|上次|昨天|有沒有|是不是)?(?:有)?(?:跟你|和你|對你|告訴你|告訴過你)?(?:說|講|提|告訴你|聊)(?:過|到|了|"
        + "的)?(?:什麼|甚麼|哪些|啥)|"
        + "我(?:有沒有|是不是|是否)(?:跟你)?(?:說過|講過|提過|告訴過)|"
        + "我(?:之前|以前|剛剛|剛才|先前|上次|昨天)?(?:跟你|和你|對你)?(?:說過|提過|講過|告訴過你|告訴你)[^，。]{0,12}(?:嗎|沒有?[?？]|什麼|啥)|你(?:知道|"
        + "記得)(?:關於)?我(?:的)?(?:什麼|哪些)|"
        + "我叫什麼|我的名字是什麼|我(?:們)?(?:之前|剛剛|剛才|上次)聊(?:了|過|到)(?:什麼|哪)", Rules)]
    private static partial Regex Memory { get; }

    [GeneratedRegex(
        "^(?:不是|不對|不|沒有|等等|欸)(?:啦|啊|喔)?[，,。 ！!]*(?:我(?:是說|說的是|的意思是|指的是|是問|問的是|講的是)|那不是|你(?:誤會|弄錯|搞錯|聽錯))|^我(?:的意思是|是說|指的是|"
        + "說的是|是指)|"
        + "你(?:誤會|誤解|搞錯|弄錯|理解錯|會錯意)|(?:這|那)?不是我(?:的意思|要問的|想問的|說的|要的)|^不是[^，。！]{1,14}[，,]是", Rules)]
    private static partial Regex Correction { get; }

    [GeneratedRegex("我(?:是不是|會不會是?|是否|有沒有|這樣是不是?|得了?)(?:得了?|有|是|罹患)?(?:憂鬱症?|躁鬱|焦慮症|過動|自閉|癌|糖尿病|失智|思覺失調|精神病|恐慌症|心理疾病)|(?:要|"
        + "該|可以)吃(?:什麼|哪種|幾顆|多少)(?:藥|顆)",
        Rules)]
    private static partial Regex Clinical { get; }

    [GeneratedRegex("(?:寫|說|講|唱|畫|編|來|給我|做|產生|作)(?:給我)?(?:一|個|首|篇|段|張|則|封|點|支)*(?:[^，。？?]{0,8}?)(?:故事|笑話|詩|歌給我|情書|圖給我|俳句|"
        + "謎語|童話|程式碼|演講稿|搖籃曲)(?:給我聽|給我看|給我|來聽|來|吧|嗎|好嗎|聽)?[\\s\\W]*$",
        Rules)]
    private static partial Regex Creative { get; }

    [GeneratedRegex(
        "我(?:到底|究竟)?(?:該不該|應不應該|要不要|應該|該|需不需要)[^。！]{0,24}(?:嗎|呢|[?？]|怎|什麼|哪)|我(?:該|要|應該)(?:怎麼辦|怎麼做)|^怎麼辦|"
        + "(?:該|要|可以)怎麼辦" + End + "|你(?:覺得|認為)我(?:該|要|應該)|你會怎麼(?:做|辦)|給我(?:一些|一點|點)?(?:建議|意見)|"
        + "(?:怎麼|如何)(?:放下|面對|忘記|原諒|走出|釋懷|跟(?:他|她|我))", Rules)]
    private static partial Regex Advice { get; }

    [GeneratedRegex(
        "你(?:覺得|認為|怎麼看|怎麼想)|我(?:是不是|會不會)(?:太|很|想太多|做錯|有問題|不正常|錯了|真的|不夠)|"
        + "為什麼(?:我|他|她|他們|大家|每個人|人(?!類)|沒有人)|我為什麼[^。]{0,20}[?？呢]|(?:他|她|他們)為什麼|"
        + "這樣(?:正常|對|好|可以|是對的)嗎|人生(?:的)?(?:意義|目的)是", Rules)]
    private static partial Regex Wondering { get; }

    [GeneratedRegex("^(?:請|麻煩|拜託|那)?(?:你)?(?:可以|能不能|可不可以|能)?(?:告訴我|解釋|說明|列出|幫我|查|找出|找一下|搜尋|翻譯|比較|介紹|推薦|總結|整理|教我|給我看|提醒我|播放|"
        + "打電話)|^我(?:想知道|想問|想請問|要問)", Rules)]
    private static partial Regex Request { get; }

    [GeneratedRegex(
        "[?？][\\s\\W]*$|[嗎呢](?:[。！!~～\\s]*$)|(?<!不知道|不曉得|不懂|不明白|沒|都|搞不懂|知道)(?:什麼時候|為什麼|怎麼(?!樣都)|如何|哪裡|哪一|誰|多少|幾點|幾個|何時|在哪|"
        + "有沒有|是不是|能不能|可不可以)[^，,。！!]{0,20}[。\\s]*$", Rules)]
    private static partial Regex Question { get; }

    [GeneratedRegex(
        "(?:難過|傷心|開心|高興|快樂|生氣|憤怒|火大|害怕|恐懼|擔心|焦慮|緊張|煩|累|疲憊|孤單|寂寞|孤獨|沮喪|失望|絕望|委屈|後悔|愧疚|丟臉|尷尬|嫉妒|羨慕|感動|幸福|興奮|期待|驚訝|噁心|心痛|"
        + "心碎|想哭|哭了|好怕|壓力|鬱悶|低落|空虛|迷惘|受不了|崩潰|放鬆|安心|滿足|驕傲|無聊|想念|討厭|不安|不爽|心情)", Rules)]
    private static partial Regex FeelingWords { get; }
}
