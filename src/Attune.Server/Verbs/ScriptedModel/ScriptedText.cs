using System.Text;

namespace Attune.Server.Verbs.ScriptedModel;

/// <summary>What the stand-in says: the same for the same request, and never pretending to be a model.</summary>
internal static class ScriptedText
{
    private const string English =
        "This answer comes from a script, not from a language model. Attune asked its model endpoint, and the stand-in that "
        + "answered only recites a fixed text: it has not read your question, and nothing here is advice. What you see is real "
        + "all the same: the words arrive in small pieces, each piece is stored before it is shown, and a reload or a crash in "
        + "the middle of this sentence must not lose or repeat a single letter. {0}Connect a real model in the settings, and the "
        + "same page will talk through it. Until then this text ends here, as it always does, word for word.";

    private const string EnglishCitation = "Where passages were given, the first one is cited like this [1]. ";

    private const string Chinese =
        "這個回答來自一份腳本，不是語言模型寫的。Attune 詢問了它所連接的模型端點，而回答的替身只會背誦一段固定的文字：它沒有讀你的問題，這裡的任何內容都不是建議。"
        + "不過你看到的過程是真的：文字一小段一小段地送達，每一小段都先存好才顯示，即使在這句話寫到一半時重新整理頁面或伺服器當掉，也不能遺失或重複任何一個字。"
        + "{0}在設定裡連接真正的模型之後，同一個頁面就會透過那個模型和你對話。這個替身的用途，是讓你在沒有模型的機器上也能試用，也讓測試可以一再重複同樣的情況："
        + "慢的回答、中斷的回答、沉默的端點，以及各種錯誤。在那之前，這段文字總是在這裡結束，一字不差，每一次都一樣，無論你問的是什麼。";

    private const string ChineseCitation = "如果有附上段落，第一段會像這樣引用[1]。";

    public static string Of(ScriptedRequest request, ScriptedBehaviour behaviour, ModelScript script)
    {
        if (behaviour == ScriptedBehaviour.Echo)
            return request.LastUserText;
        return script.TextOf(behaviour, request.Turn) ?? BuiltIn(request);
    }

    /// <summary>Cuts a text into pieces of so many code points, the last one shorter.</summary>
    public static IReadOnlyList<string> Cut(string text, int characters)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            piece.Append(rune);
            if (++count < characters)
                continue;
            pieces.Add(piece.ToString());
            piece.Clear();
            count = 0;
        }

        if (piece.Length > 0)
            pieces.Add(piece.ToString());
        return pieces;
    }

    private static string BuiltIn(ScriptedRequest request) => request.IsChinese
        ? Chinese.Replace("{0}", request.HasPassages ? ChineseCitation : "", StringComparison.Ordinal)
        : English.Replace("{0}", request.HasPassages ? EnglishCitation : "", StringComparison.Ordinal);
}
