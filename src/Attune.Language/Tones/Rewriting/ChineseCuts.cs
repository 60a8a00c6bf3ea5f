using System.Text;
using Attune.Language.Readability;

namespace Attune.Language.Tones.Rewriting;

/// <summary>Puts commas into long Chinese clauses, after times and before prepositions and verbs. No word is dropped.</summary>
internal static class ChineseCuts
{
    private const string Borders = "，。！？；：,!?;（）()…—\n";
    private const int ShortestPart = 3;
    private const double Never = 1_000;

    /// <summary>After these a clause goes on: no comma.</summary>
    private const string Joined = "在由從把被的和與是為到給比將以用向往很太更最不沒未無這那每各第跟讓請及或約約達僅只共";

    private const string EndsOften = "後時裡上中近們期代起內間邊旁前處";

    private const string BeginsOften = "這那其他她牠它已常曾正最每各兩只";

    private static readonly string[] CutBefore =
        ("在 由 從 被 把 用 並 而 但 卻 才 就 都 也 還 是 有 可以 能 會 要 因為 所以 讓 給 為 比 和 "
        + "沒有 不 需要 搭 令 作為 已經 以 屬於 至少 使用 大約 大概 只 共 完成 製作 做 代表 擋 剩 顯示 包括 "
        + "進行 舉行 繼續 來自 收藏 展示 介紹 記錄 記下 描繪 象徵 開始 結束 發現 發明 設計 保護 參加 表演 經過 "
        + "成為 建立 擔任 負責 允許 影響 超過 得到 留下 帶來 說明 擁有 保存 選擇 變成 看見 聽見 帶著 穿著 拿著 "
        + "刻著 寫著 畫著 住過 不可 可能 必須 應該 判斷 依靠 證明 描述 反映 證實 生產 報名 欣賞 認識 學習 聆聽 "
        + "觀察 觀看 閱讀 利用 分為 分成 組成 形成 造成 幫助 吸引 獲得 失去 接受 準備 希望 喜歡 相信 認為 覺得 "
        + "知道 發生 產生 出現 消失 流傳 模仿 採用 改用 燒製 雕刻 修建 拆除 搬到 運到 送到 帶到 賣到 移到 飛到 "
        + "爬到 躲到 走到 專心 專門 一起 直接 重新 正在 曾經 後來 當時 目前 現在").Split(' ');

    private const string Classifiers = "隻個位件張把座口顆棵條間艘枚種本幅根片塊名尊輛道段群些幢棟首部";

    private static readonly string[] CutAfter = ["之前", "以前", "之後", "以後", "時候", "期間", "左右", "下面", "上面", "裡面", "外面", "旁邊"];

    /// <summary>Words that must stay whole although one of the above stands in them.</summary>
    private static readonly string[] Whole =
        ("現在 存在 正在 所在 實在 還在 都在 也在 仍在 就是 還是 但是 於是 不是 只是 可是 也是 "
        + "都是 沒有 所有 還有 只有 擁有 具有 約有 共有 都有 也有 由於 自由 理由 經由 從來 從前 "
        + "自從 從未 從沒 可以 所以 以前 以後 以上 以下 以來 以及 用來 使用 利用 作用 專用 信用 "
        + "和平 溫和 首都 都市 也許 才能 人才 剛才 就算 成就 要求 重要 需要 主要 不要 只要 能夠 "
        + "可能 功能 會議 社會 機會 協會 到處 達到 看到 找到 見到 聽到 碰到 收到 拍到 叮過 得到 "
        + "直到 來到 搬到 運到 送到 帶到 賣到 移到 飛到 爬到 躲到 走到 用到 做到 長到 因為 認為 "
        + "成為 稱為 視為 改為 作為 為了 為止 比較 比賽 給予 送給 交給 還給 借給 不會 不能 不可 "
        + "不用 不得 不過 不同 不但 不收 不到 差不多 對不起 了不起 只能 只看 共同 公共 並且 並不 "
        + "而且 然而 反而 從而 但沒 卻沒 都不 也不 就不 才會 就會 都會 也會 還會 就能 都能 也能 "
        + "都可 也可 就可 會有 要有 不需 大約 大概 做成 做出 叫做 製作 剩下 現存 所用 用它 還要 "
        + "都要 也要 就要 要用 不只 不再 不屬 有效 有沒 會動 能在 會在 要在 可在 是在 有在 就在 "
        + "被人 是由 都用 後來 後面 後人 後代 後方 時候 時間 時代 時期 時常 上面 上層 上衣 上海 "
        + "上午 上升 上方 中間 中心 中國 中央 中午 中部 中文 中山 裡面 近代 附近 前面 前後 前往 "
        + "前方 內部 內容 起初 起來 邊緣 邊界 期間 期待 代表 代替 間接 其他 其中 其餘 這些 那些 "
        + "他們 她們 牠們 它們 我們 你們 已經 最後 然後 是用 也用 可用 會被 都被 也被 才被 是為 "
        + "都給 也給 不在 沒在").Split(' ');

    /// <summary>The sentence with clauses of at most so many characters, as far as there are places to cut.</summary>
    public static string Cut(string sentence, int mostCharacters)
    {
        var written = new StringBuilder(sentence.Length + 8);
        for (var start = 0; start < sentence.Length;)
        {
            var length = EndOfClause(sentence, start) - start;
            CutClause(sentence.Substring(start, length), mostCharacters, written);
            start += length;
            if (start < sentence.Length)
                written.Append(sentence[start++]);
        }

        return written.ToString();
    }

    private static int EndOfClause(string text, int start)
    {
        var i = start;
        while (i < text.Length && (!Borders.Contains(text[i], StringComparison.Ordinal) || IsInsideFigure(text, i)))
            i++;
        return i;
    }

    private static bool IsInsideFigure(string text, int at) =>
        at > 0 && at + 1 < text.Length && text[at] is ',' or ':' && char.IsAsciiDigit(text[at - 1])
        && char.IsAsciiDigit(text[at + 1]);

    private static void CutClause(string clause, int mostCharacters, StringBuilder written)
    {
        if (ChineseReadability.Of(clause).Characters > mostCharacters && BestCut(clause) is > 0 and var at)
        {
            CutClause(clause[..at].TrimEnd(' ', '、'), mostCharacters, written);
            written.Append('，');
            CutClause(clause[at..].TrimStart(), mostCharacters, written);
            return;
        }

        written.Append(clause);
    }

    private static int BestCut(string clause)
    {
        var best = 0;
        var least = Never;
        var depth = 0;
        for (var i = 0; i < clause.Length; i++)
        {
            var isOpen = depth > 0;
            depth += clause[i] is '「' or '『' or '《' or '[' ? 1 : clause[i] is '」' or '』' or '》' or ']' ? -1 : 0;
            if (isOpen || i == 0 || clause[i] is '」' or '』' or '》' or '[' || !IsAllowed(clause, i))
                continue;
            var cost = Kind(clause, i) + (0.4 * Math.Abs(i - (clause.Length / 2.0)));
            if (cost < least)
                (least, best) = (cost, i);
        }

        return best;
    }

    private static bool IsAllowed(string clause, int at)
    {
        var before = clause[at - 1];
        if (ChineseReadability.LengthOf(clause.AsSpan(0, at)) < ShortestPart
            || ChineseReadability.LengthOf(clause.AsSpan(at)) < ShortestPart
            || (Joined.Contains(before, StringComparison.Ordinal) && !(before == '的' && clause[at] == '是'))
            || clause[at] is '、' or '的' or '了' or '過')
            return false;
        if (before < '\u2E80' && before != ' ' && clause[at] < '\u2E80')
            return false;
        if (Classifiers.Contains(before, StringComparison.Ordinal) && at >= 2
            && (IsNumeral(clause[at - 2]) || clause[at - 2] is '這' or '那' or '每'))
            return false;
        foreach (var word in Whole)
        {
            for (var k = 1; k < word.Length; k++)
            {
                if (at - k >= 0 && string.CompareOrdinal(clause, at - k, word, 0, word.Length) == 0)
                    return false;
            }
        }

        return true;
    }

    private static double Kind(string clause, int at)
    {
        if (clause[at - 1] == '、')
            return 3;
        var before = clause.AsSpan(0, at);
        if (clause[at - 1] is '年' or '月' or '日' && at >= 2 && IsNumeral(clause[at - 2]) && !IsPartOfDate(clause, at))
            return 0;
        foreach (var word in CutAfter)
        {
            if (before.EndsWith(word, StringComparison.Ordinal))
                return 0.5;
        }

        foreach (var word in CutBefore)
        {
            if (string.CompareOrdinal(clause, at, word, 0, word.Length) == 0)
            {
                var isBound = IsModifier(clause, at + word.Length) || IsInsideFrame(clause, at);
                return isBound ? Never : word is "和" or "有" or "不" or "以" or "只" ? 4 : 2;
            }
        }

        // Where nothing better is found, a verb is parted from its object.
        if (clause[at - 1] is '了' or '過' or '著')
            return 8;
        // A place or a thing ends with these more often than not.
        return EndsOften.Contains(clause[at - 1], StringComparison.Ordinal) ? 5
            : BeginsOften.Contains(clause[at], StringComparison.Ordinal) ? 6 : Never;
    }

    /// <summary>收藏的織品: a verb with 的 belongs to the noun behind it; 比較 is no 比.</summary>
    private static bool IsModifier(string clause, int end) => end < clause.Length && clause[end] is ('的' or '較');

    /// <summary>是陳美玲在冬天完成的: what stands between 是 and 的 at the end stays together.</summary>
    private static bool IsInsideFrame(string clause, int at) =>
        clause.AsSpan(0, at).Contains('是') && clause.AsSpan(at).TrimEnd("[]0123456789").EndsWith("的", StringComparison.Ordinal);

    private static bool IsNumeral(char letter) =>
        char.IsAsciiDigit(letter) || "〇零一二三四五六七八九十".Contains(letter, StringComparison.Ordinal);

    private static bool IsPartOfDate(string clause, int at) =>
        at < clause.Length && (IsNumeral(clause[at]) || "代底初間冬春夏秋的後前就才以之歷來".Contains(clause[at], StringComparison.Ordinal));
}
