using Attune.Companion.Personas;
using Attune.Contracts.Crisis;
using Attune.Language;
using Attune.Language.Crisis;
using Microsoft.Extensions.Options;

namespace Attune.Companion.Crisis;

/// <summary>
/// The rule that stands before documents, personas and models: when a message speaks of a crisis, the same plain words in the
/// message's language are said by whomever the person is talking to, people are named, and nothing else is asked.
/// </summary>
internal sealed class CrisisRule(IOptions<CrisisOptions> options)
{
    private static readonly Lazy<TextBank> English = new(() => TextBank.Load("Crisis/crisis.en.txt"));
    private static readonly Lazy<TextBank> Chinese = new(() => TextBank.Load("Crisis/crisis.zh-Hant.txt"));

    /// <summary>Reads a message.</summary>
    /// <param name="text">What the person wrote.</param>
    /// <param name="language">The language to answer in.</param>
    /// <returns>Null when it speaks of no crisis.</returns>
    public CrisisAnswer? Read(string text, TextLanguage language)
    {
        if (CrisisReader.Read(text) is not { } reading)
            return null;
        var contacts = CrisisContacts.For(reading.Category, language, options.Value);
        var category = NameOf(reading.Category);
        return new CrisisAnswer(Compose(category, language, contacts), new CrisisView(
            category, NameOf(reading.Severity), [.. reading.Evidence.Select(span => new CrisisSpan(span.Start, span.Length))],
            contacts));
    }

    private static string Compose(string category, TextLanguage language, IReadOnlyList<CrisisContactView> contacts)
    {
        var isChinese = language == TextLanguage.TraditionalChinese;
        var texts = (isChinese ? Chinese : English).Value;
        var colon = isChinese ? "：" : ": ";
        List<string> parts = [texts.Text(category), texts.Text("urgent")];
        if (contacts.Count > 0)
        {
            var named = contacts.Select(contact => $"- {contact.Name}{colon}{contact.Reach}");
            parts.Add($"{texts.Text("contacts")}\n{string.Join('\n', named)}");
        }

        parts.Add(texts.Text("offer"));
        return string.Join("\n\n", parts);
    }

    private static string NameOf(CrisisCategory category) => category switch
    {
        CrisisCategory.Suicide => "suicide",
        CrisisCategory.Harm => "harm",
        CrisisCategory.Abuse => "abuse",
        _ => "self-harm",
    };

    private static string NameOf(CrisisSeverity severity) => severity switch
    {
        CrisisSeverity.Concern => "concern",
        CrisisSeverity.Serious => "serious",
        _ => "acute",
    };
}
