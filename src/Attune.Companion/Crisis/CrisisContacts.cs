using Attune.Contracts.Crisis;
using Attune.Language;
using Attune.Language.Crisis;

namespace Attune.Companion.Crisis;

/// <summary>
/// Whom to turn to. The built-in numbers are those that the services publish themselves: Taiwan's Ministry of Health and
/// Welfare (1925, 113), Lifeline Taiwan (1995), 988lifeline.org, samaritans.org and findahelpline.com. Pure.
/// </summary>
internal static class CrisisContacts
{
    public const string Everywhere = "*";

    private const string Taiwan = "TW";

    private static readonly CrisisCategory[] All =
        [CrisisCategory.Suicide, CrisisCategory.Harm, CrisisCategory.Abuse, CrisisCategory.SelfHarm];

    private static readonly CrisisCategory[] Despair = [CrisisCategory.Suicide, CrisisCategory.SelfHarm, CrisisCategory.Harm];

    private static readonly CrisisCategory[] Violence = [CrisisCategory.Abuse, CrisisCategory.Harm];

    private static readonly CrisisContact[] BuiltIn =
    [
        new(Taiwan, "Taiwan, suicide prevention line", "安心專線（臺灣）", "1925", Despair),
        new(Taiwan, "Taiwan, Lifeline", "生命線（臺灣）", "1995", Despair),
        new(Taiwan, "Taiwan, protection from violence", "保護專線（臺灣）", "113", Violence),
        new("US", "US and Canada, 988 Lifeline (call or text)", "988 生命線（美國、加拿大）", "988", All),
        new("CA", "US and Canada, 988 Lifeline (call or text)", "988 生命線（美國、加拿大）", "988", All),
        new("GB", "UK and Ireland, Samaritans", "Samaritans（英國、愛爾蘭）", "116 123", All),
        new("IE", "UK and Ireland, Samaritans", "Samaritans（英國、愛爾蘭）", "116 123", All),
        new(Everywhere, "Help lines of every country", "各國求助專線", "https://findahelpline.com", All),
    ];

    /// <summary>The contacts to name, in order.</summary>
    /// <param name="category">What the crisis is about.</param>
    /// <param name="language">The language of the message.</param>
    /// <param name="options">The operator's wishes.</param>
    public static IReadOnlyList<CrisisContactView> For(CrisisCategory category, TextLanguage language, CrisisOptions options)
    {
        if (options.Contacts.Count > 0)
            return [.. options.Contacts.Where(contact => IsNear(contact.Region, options.Region)).Select(ToView)];
        var isChinese = language == TextLanguage.TraditionalChinese;
        string[] regions = (options.Region, isChinese) switch
        {
            ("", true) => [Taiwan],
            ("", false) => ["US", "GB"],
            (var region, _) => [region],
        };
        return
        [
            .. BuiltIn
                .Where(contact => contact.For.Contains(category)
                    && (contact.Region == Everywhere || regions.Contains(contact.Region)))
                .Select(contact => new CrisisContactView(
                    isChinese ? contact.Chinese : contact.English, contact.Reach, contact.Region)),
        ];
    }

    private static bool IsNear(string region, string wanted) => region.Length == 0 || wanted.Length == 0 || region == wanted;

    private static CrisisContactView ToView(CrisisContactOptions contact) =>
        new(contact.Name, contact.Reach, contact.Region.Length == 0 ? Everywhere : contact.Region);
}
