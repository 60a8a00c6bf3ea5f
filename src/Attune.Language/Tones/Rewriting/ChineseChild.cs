using Attune.Language.Readability;

namespace Attune.Language.Tones.Rewriting;

/// <summary>Chinese for children: short clauses of common characters, one sentence a line, particles, terms explained.</summary>
internal static class ChineseChild
{
    private const string Particle = "喔";

    private static readonly string[] Openings = ["（揮揮手）小小探險家，跟我來喔！", "嗨，我來告訴你喔！", "（指著前面）快看這邊啊！"];

    private static readonly string[] Closings = ["你覺得怎麼樣呢？", "你還想看什麼呢？", "你還想知道什麼呢？"];

    public static string Write(ToneDraft draft)
    {
        var text = Write(draft, pointing: false);
        return ChineseReadability.Of(text).CommonShare < ToneTargets.ChildCommonShare ? Write(draft, pointing: true) : text;
    }

    private static string Write(ToneDraft draft, bool pointing)
    {
        var lines = new List<string>();
        if (AppearanceGreeting.Chinese(draft) is { } greeting)
            lines.Add(greeting);
        lines.Add(Frame.Pick(Openings, draft.Text, 0));
        var explained = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in DraftLine.Of(draft.Text))
        {
            var mark = line.Mark;
            foreach (var sentence in line.Sentences)
            {
                foreach (var part in Parts(sentence))
                {
                    lines.Add(mark + (lines.Count % 2 == 1 ? WithParticle(part) : part));
                    mark = "";
                }

                lines.AddRange(Glossary.Chinese.Explain(sentence, explained, pointing));
            }
        }

        lines.Add(Frame.Pick(Closings, draft.Text, 1));
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> Parts(string sentence)
    {
        var simple = ChinesePhrases.Familiar.Apply(ChinesePhrases.Simple.Apply(sentence));
        return ChineseCuts.Cut(simple, ToneTargets.ChildClauseCharacters - Particle.Length)
            .Split('；', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part[^1] is '。' or '！' or '？' or '」' or ']' || part[^1] < '\u2E80' ? part : part + "。");
    }

    /// <summary>喔 before the end of a sentence, and before the citation mark that stands there.</summary>
    private static string WithParticle(string sentence)
    {
        if (sentence.Length < 2 || sentence[^1] != '。')
            return sentence;
        var end = sentence.Length - 1;
        while (end > 0 && sentence[end - 1] == ']' && sentence.LastIndexOf('[', end - 1) is > 0 and var open)
            end = open;
        var last = sentence[end - 1];
        return last is >= '\u4E00' and <= '\u9FFF' && last is not ('喔' or '呢' or '啊' or '嗎' or '吧')
            ? sentence.Insert(end, Particle)
            : sentence;
    }
}
