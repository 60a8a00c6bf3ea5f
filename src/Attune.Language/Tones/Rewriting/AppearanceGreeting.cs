using System.Text.RegularExpressions;
using Attune.Language.Folding;
using Attune.Language.Tones.Descriptions;

namespace Attune.Language.Tones.Rewriting;

/// <summary>
/// A greeting that kindly mentions something a visitor wears or carries. Never a body, an age or an aid; never what belongs to
/// somebody beside. Only on the first answer of a sitting.
/// </summary>
internal static class AppearanceGreeting
{
    private static readonly (string English, string Chinese)[] Things =
    [
        ("cap", "帽子"), ("hat", "帽子"), ("backpack", "背包"), ("rucksack", "背包"), ("camera", "相機"), ("scarf", "圍巾"),
        ("umbrella", "雨傘"), ("raincoat", "雨衣"), ("jacket", "外套"), ("coat", "大衣"), ("dress", "洋裝"), ("shirt", "上衣"),
        ("sweater", "毛衣"), ("cardigan", "毛衣"), ("jumper", "毛衣"), ("balloon", "氣球"), ("blazer", "西裝外套"), ("suit", "西裝"),
        ("tie", "領帶"), ("briefcase", "公事包"), ("handbag", "手提包"), ("book", "書"), ("rabbit", "兔子"), ("boots", "雨鞋"),
        ("football", "足球"), ("violin", "小提琴"), ("schoolbag", "書包"), ("hoodie", "帽T"), ("bag", "包包"),
    ];

    private static readonly (string English, string Chinese)[] Colours =
    [
        ("red", "紅色"), ("light blue", "淺藍色"), ("dark blue", "深藍色"), ("blue", "藍色"), ("yellow", "黃色"), ("green", "綠色"),
        ("pink", "粉紅色"), ("purple", "紫色"), ("orange", "橘色"), ("white", "白色"), ("black", "黑色"), ("brown", "咖啡色"),
    ];

    /// <summary>Null when nothing may be mentioned.</summary>
    public static string? English(ToneDraft draft)
    {
        if (Find(draft) is not var (colour, thing))
            return null;
        var item = colour is { } shade ? $"{shade.English} {thing.English}" : thing.English;
        return draft.Tone switch
        {
            Tone.ChildFriendly => $"Hello! I like your {item}!",
            Tone.ElderFriendly => $"Good day. Your {item} looks very fine.",
            Tone.ProfessionalFriendly => $"Good day, and welcome; your {item} suits the occasion.",
            _ => $"Hi! Nice {item}, by the way.",
        };
    }

    /// <summary>Null when nothing may be mentioned.</summary>
    public static string? Chinese(ToneDraft draft)
    {
        if (Find(draft) is not var (colour, thing))
            return null;
        var item = (colour is { } shade ? shade.Chinese : "") + thing.Chinese;
        return draft.Tone switch
        {
            Tone.ChildFriendly => $"你好啊，我喜歡你的{item}！",
            Tone.ElderFriendly => $"您好，您的{item}真好看。",
            Tone.ProfessionalFriendly => $"您好，歡迎蒞臨，您的{item}很得體。",
            _ => $"嗨，你的{item}很好看！",
        };
    }

    private static ((string English, string Chinese)? Colour, (string English, string Chinese) Thing)? Find(ToneDraft draft)
    {
        if (!draft.IsFirst || draft.Description is not { Length: > 0 } description)
            return null;
        var read = description[..Math.Min(description.Length, ToneSelection.LongestDescription)];
        var text = ChineseFolding.ToTraditional(read).ToLowerInvariant();
        var scopes = DescriptionReader.ScopesOf(text);
        foreach (var thing in Things)
        {
            var at = Place(text, thing.English, thing.Chinese);
            if (at.Length == 0 || scopes.IsDenied(at) || scopes.IsBeside(at))
                continue;
            var before = text.AsSpan(0, at.Start).TrimEnd(" 的");
            foreach (var colour in Colours)
            {
                if (before.EndsWith(colour.English, StringComparison.Ordinal)
                    || before.EndsWith(colour.Chinese, StringComparison.Ordinal))
                    return (colour, thing);
            }

            return (null, thing);
        }

        return null;
    }

    private static TextSpan Place(string text, string english, string chinese)
    {
        var word = Regex.Match(text, $@"(?<![a-z-]){english}(?![a-z-])", RegexOptions.CultureInvariant);
        if (word.Success)
            return new TextSpan(word.Index, word.Length);
        var at = text.IndexOf(chinese, StringComparison.Ordinal);
        return at < 0 ? default : new TextSpan(at, chinese.Length);
    }
}
